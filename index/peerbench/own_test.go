package peerbench

import (
	"context"
	"testing"

	"github.com/sayso-nlp/sayso/index"
)

// BenchmarkOwn asks sayso alone, for profiles (-cpuprofile).
func BenchmarkOwn(b *testing.B) {
	a := open(b)
	for name, ask := range map[string]func(i int) question{
		"term":         func(i int) question { return question{words: a.terms[i%len(a.terms)]} },
		"term-by-date": func(i int) question { return question{words: a.terms[i%len(a.terms)], byDate: true} },
	} {
		b.Run(name, func(b *testing.B) {
			i := 0
			for b.Loop() {
				_, err := a.own.ask(ask(i))
				must(b, err)
				i++
			}
		})
	}
	b.Run("dossier", func(b *testing.B) {
		r, err := a.own.Actors(context.Background(), index.ActorSearch{Search: index.Search{Limit: 1}})
		must(b, err)
		for b.Loop() {
			_, err := a.own.Dossier(context.Background(), r.Actors[0].Actor, index.DossierOptions{})
			must(b, err)
		}
	})
}
