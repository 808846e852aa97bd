// Package api is `/api/v1`: the archive for scripts.
//
// It only translates between HTTP and package index. The routes are registered with huma, so
// that the OpenAPI document at /api/v1/openapi.json is made from the same Go types that read
// the parameters and write the answers, and cannot tell anything else.
//
// What it promises: every answer is of one state of the archive, and says which (ETag); every
// list can be had as JSON, as JSON lines and as CSV; spans count Unicode code points; every
// error is a problem of RFC 9457 that says what to do; nothing names a path of this machine.
// Start reading at [New]; [service.prepare] is what every request goes through.
package api

import (
	"context"
	"log/slog"
	"net/http"
	"runtime"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/gate"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/problem"
	"github.com/sayso-nlp/sayso/corpus"
)

// prefix is where the routes lie. What is below it changes only by addition.
const prefix = "/api/v1"

// Options of the API; the zero value offers everything but extraction.
type Options struct {
	// Version names the program: answers cached from another one are not reused.
	Version string
	// Extract annotates one document; nil: there is no such route.
	Extract func(context.Context, *corpus.Document) (*corpus.Annotated, error)
	// Extractors names the version of Extract.
	Extractors string
	// Work bounds the requests in work, beside those of the pages; nil: two for each core.
	Work gate.Gate
	Log  *slog.Logger
}

// service answers requests from an archive.
type service struct {
	opt     Options
	archive *archive.Archive
	api     huma.API
	// Exports and extractions have gates of their own: they last, and searches should not
	// wait for them.
	exports, extractions gate.Gate
}

// New returns the handler of everything below /api/.
func New(a *archive.Archive, o Options) http.Handler {
	_, h := newService(a, o)
	return h
}

// OpenAPI returns the document that describes the API, as JSON.
func OpenAPI(o Options) ([]byte, error) {
	s, _ := newService(nil, o)
	return s.api.OpenAPI().MarshalJSON()
}

func newService(a *archive.Archive, o Options) (*service, http.Handler) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	cores := runtime.GOMAXPROCS(0)
	if o.Work == nil {
		o.Work = gate.New(2 * cores)
	}
	s := &service{opt: o, archive: a, exports: gate.New(4), extractions: gate.New(cores)}
	mux := http.NewServeMux()
	s.api = humago.New(mux, config())
	s.api.UseMiddleware(s.prepare)
	s.routes()
	return s, strict(mux)
}

func (s *service) routes() {
	s.healthRoute()
	s.statusRoute()
	s.searchRoute()
	s.positionsRoute()
	s.timelineRoute()
	s.judgmentsRoute()
	s.actorsRoute()
	s.actorRoute()
	s.issuesRoute()
	s.issueRoute()
	s.calendarRoute()
	s.documentRoute()
	s.matrixRoute()
	s.compareRoute()
	s.facetRoute()
	s.watchesRoute()
	s.newsRoute()
	s.exportRoute()
	if s.opt.Extract != nil {
		s.extractRoute()
	}
	s.finishSchemas()
}

// finishSchemas says what huma cannot know. Answers may get further fields, which a client has
// to pass over; what clients send may have none that we do not know. Lists are never null.
func (s *service) finishSchemas() {
	doc := s.api.OpenAPI()
	schemas := doc.Components.Schemas.Map()
	delete(schemas, "ErrorModel") // huma's own form of errors, which plainProblem replaces
	for name, schema := range schemas {
		if name != "ExtractInputBody" {
			schema.AdditionalProperties = nil
		}
		for _, field := range schema.Properties {
			neverNull(field)
		}
	}
	for _, path := range doc.Paths {
		if path.Get == nil {
			continue
		}
		for _, p := range path.Get.Parameters {
			neverNull(p.Schema)
		}
	}
}

func neverNull(s *huma.Schema) {
	for ; s.Type == huma.TypeArray; s = s.Items {
		s.Nullable = false
	}
}

func config() huma.Config {
	c := huma.DefaultConfig("sayso", "1")
	c.Info.Description = "Who said what about what, when, in whose words: an archive of analytical briefs.\n\n" +
		"Spans are half-open and count Unicode code points of the document's text. Answers carry an ETag that changes " +
		"with the archive. Every error is a problem of RFC 9457."
	c.Info.License = &huma.License{Name: "Apache 2.0", Identifier: "Apache-2.0"}
	c.Servers = []*huma.Server{{URL: "/"}}
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token": {Type: "http", Scheme: "bearer", Description: "Only where the server was started with --token-file."},
	}
	c.Security = []map[string][]string{{}, {"token": {}}}
	c.OpenAPIPath = prefix + "/openapi"
	c.DocsPath, c.SchemasPath = "", "" // the ready-made page loads scripts from elsewhere
	c.CreateHooks = nil                // no links to schemas in the answers
	c.Formats = map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat}
	c.Transformers = []huma.Transformer{plainProblem}
	return c
}

// strict answers what no route does with problems instead of the mux's plain text, and lets
// the id of a document hold slashes.
func strict(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = wholeID(r)
		if _, pattern := mux.Handler(r); pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		refusal := &headOnly{header: http.Header{}}
		mux.ServeHTTP(refusal, r)
		if refusal.status == http.StatusMethodNotAllowed {
			allow := refusal.header.Get("Allow")
			w.Header().Set("Allow", allow)
			problem.Write(w, r, refusal.status, "this route takes "+allow+" only")
			return
		}
		problem.Write(w, r, http.StatusNotFound, "there is no such route: "+prefix+"/openapi.json lists them")
	})
}

// headOnly keeps what a handler says before its body.
type headOnly struct {
	header http.Header
	status int
}

func (h *headOnly) Header() http.Header         { return h.header }
func (h *headOnly) WriteHeader(status int)      { h.status = status }
func (h *headOnly) Write(b []byte) (int, error) { return len(b), nil }

// wholeID escapes what follows the routes that end in an identifier, which may hold slashes
// ("folder/page.html"): the mux takes it for one segment then.
func wholeID(r *http.Request) *http.Request {
	for _, route := range []string{prefix + "/documents/", prefix + "/actors/", prefix + "/issues/"} {
		id, ok := strings.CutPrefix(r.URL.EscapedPath(), route)
		if !ok || id == "" {
			continue
		}
		u := *r.URL
		u.RawPath = route + strings.NewReplacer("/", "%2F", ".", "%2E").Replace(id)
		clone := *r
		clone.URL = &u
		return &clone
	}
	return r
}
