//go:build !unix

package pgtest

import (
	"os"
	"os/exec"
)

func otherUser(string) (func(*exec.Cmd), error) { return func(*exec.Cmd) {}, nil }

func quit(p *os.Process) { _ = p.Kill() }
