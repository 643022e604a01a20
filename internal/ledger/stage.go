package ledger

import "slices"

// The stages, by the names of their folders.
const (
	Extract   = "1-extract"
	Transform = "2-transform"
	Load      = "3-load"
	Reconcile = "4-reconcile"
)

// Stages lists the stages in order.
func Stages() []string { return []string{Extract, Transform, Load, Reconcile} }

// Command is the name of a stage as a command: "extract" of "1-extract".
func Command(stage string) string {
	if isStage(stage) {
		return stage[2:]
	}
	return stage
}

func isStage(name string) bool { return slices.Contains(Stages(), name) }
