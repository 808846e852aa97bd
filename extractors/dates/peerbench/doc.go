// Package peerbench measures extractors/dates beside other Go libraries that read dates, on
// the same text. It is a module of its own, so that they stay out of sayso's go.mod. Run
//
//	go test -bench .
//
// The peers' results are calendar times, not TIMEX3 values; the numbers compare speed and
// how much each finds. Start reading at BenchmarkSayso.
package peerbench
