// Package api is `/api/v1`: the archive for scripts.
//
// It only translates between HTTP and package index. Start reading at [New].
package api

import (
	"net/http"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/problem"
)

// New returns the handler of everything below /api/.
func New(a *archive.Archive) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		problem.Write(w, r, http.StatusNotFound, "there is no such route")
	})
	return mux
}
