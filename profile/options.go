package profile

import (
	"runtime"

	"lollipop/mappings"
)

// Options say what to look at.
type Options struct {
	Extracts string // folder that holds one folder a source
	Mappings *mappings.Set
	// Temp is the folder in which packed files are unpacked one by one, that of the
	// system where it is empty. It holds identities for as long.
	Temp string
	// Only looks at files named as one of these tables; at all where it is empty.
	Only    []string
	Workers int // goroutines; they decide the speed, and nothing else
	// OnProgress hears how many bytes of how many are read. It is called one at a
	// time and must not block.
	OnProgress func(done, total int64, what string)

	chunk int64 // bytes; tests make it tiny
}

func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0) // the work is bound by the processor
	}
	if o.chunk <= 0 {
		o.chunk = 16 << 20 // small enough that the workers end at one time
	}
	if o.OnProgress == nil {
		o.OnProgress = func(int64, int64, string) {}
	}
	return o
}
