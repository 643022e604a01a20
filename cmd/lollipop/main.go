// Lollipop moves children's health records from legacy systems into a new one
// and proves that nothing was lost.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"lollipop/cmd"
	"lollipop/internal/console"
)

func main() {
	os.Exit(run())
}

// run gives the first Ctrl-C to the command, which stops and leaves the
// workspace fit to go on with. Its handler is then taken away, so that a second
// Ctrl-C ends the process at once, deaf worker or not.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer context.AfterFunc(ctx, stop)()
	return cmd.Execute(ctx, os.Args[1:], console.SystemStreams())
}
