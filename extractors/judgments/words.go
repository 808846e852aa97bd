package judgments

import "strings"

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// The closed classes that tell where a clause begins and ends.
var (
	auxiliaries = set(`is are was were be will would has have had can could may might must shall should do does did
		remains remain seems seem looks look appears appear becomes become stays stay wo ca 'll ’ll`)
	subjects = set(`it he she they we this these there one its his her their`)

	// connectives tie a clause to what stands before it.
	connectives = set(`and but yet so or nor however nevertheless nonetheless still therefore thus hence moreover
		furthermore besides meanwhile consequently accordingly otherwise instead overall also first second third
		firstly secondly thirdly finally lastly then conversely admittedly indeed likewise similarly clearly`)

	// asides open a phrase that is no part of the judged statement.
	asides = set(`with given as since because for although though while whereas despite notwithstanding on
		considering seeing whatever unlike like besides apart according thanks owing due judging after`)

	// closers end the judged statement behind a comma.
	closers = set(`because since as for but yet so which who whom whose where though although given seeing due while
		whereas despite notwithstanding not nor especially particularly partly mainly largely chiefly thanks owing
		even whatever however all above making leaving giving considering having with`)

	// conditions belong to the judged statement.
	conditions = set(`if unless before until once provided when after without assuming should`)

	says = set(`means mean meant suggests suggest suggested implies imply shows show follows believe believes think
		thinks expect assess assesses estimate estimates judge judges assume assumes conclude doubt indicates indicate
		argue conclusion likelihood assumption view impression`)

	// beyondTelling are verbs whose impossibility is how hard it is to know: "virtually impossible to say".
	beyondTelling = set(`say tell answer know verify predict foresee overstate overestimate exaggerate imagine ignore avoid measure quantify`)

	places = set(`village villages town towns area areas region regions island islands province provinces district districts
		valley valleys outpost outposts location locations site sites terrain border camp camps`)

	// limits make the date or length of time behind them one by which something happens.
	limits = set(`by before within until till in over during inside under`)

	dateWords = set(`january february march april may june july august september october november december monday
		tuesday wednesday thursday friday saturday sunday last early late mid spring summer autumn winter then the
		yesterday independence`)
)
