package cmd

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the program's own; release builds may set it.
var version = "0.1.0"

func newVersionCommand(a *app) *cobra.Command {
	var json bool
	c := &cobra.Command{
		Use:     "version",
		Short:   "print the version",
		Long:    "Prints the version of the program, of its source where known, and of Go.\n" + exitCodes,
		Example: "  lollipop version",
		Args:    noArgs,
	}
	addOutputFlags(c.Flags(), &json, new(bool))
	c.RunE = func(*cobra.Command, []string) error {
		out := a.console(json, false)
		v := versionOf()
		if err := out.Emit("version", v); err != nil {
			return err
		}
		return out.Print(fmt.Sprintf("lollipop %s (%s, %s, %s)\n", v.Version, v.Revision, v.Go, v.Platform))
	}
	return c
}

type versionInfo struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func versionOf() versionInfo {
	v := versionInfo{Version: version, Revision: "revision unknown", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v.Revision = s.Value
			}
		}
	}
	return v
}
