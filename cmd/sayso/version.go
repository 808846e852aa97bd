package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/extractors"
)

func (a *app) versionCmd() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program and of its extractors",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			v := versions{programVersion(), extractors.Version, runtime.Version()}
			if asJSON {
				return writeJSON(a.data(), v)
			}
			_, err := fmt.Fprintf(a.out, "sayso %s (extractors %s, %s)\n", v.Program, v.Extractors, v.Go)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// versions is what the program is made of.
type versions struct {
	Program    string `json:"program"`
	Extractors string `json:"extractors"`
	Go         string `json:"go"`
}

// programVersion returns the module's version, as `go install …@v1.2.3` stamps it.
func programVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
