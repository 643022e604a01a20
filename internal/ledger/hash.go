package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// hashBuffer: large enough that reading costs little beside hashing.
const hashBuffer = 1 << 20

// HashFiles hashes the files of root named by paths (relative, with forward
// slashes) and answers them in that order with Bytes and SHA256; Rows is 0. It
// uses every processor, and stops at the first error or when ctx is cancelled.
func HashFiles(ctx context.Context, root string, paths []string) ([]File, error) {
	files := make([]File, len(paths))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, path := range paths {
		group.Go(func() error {
			f, err := hashFile(ctx, filepath.Join(root, filepath.FromSlash(path)))
			f.Path = path
			files[i] = f
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return files, nil
}

func hashFile(ctx context.Context, path string) (File, error) {
	f, err := os.Open(path)
	if err != nil {
		return File{}, fmt.Errorf("hash file: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return File{}, fmt.Errorf("hash file: %w", err)
	}
	h := sha256.New()
	buf := make([]byte, min(hashBuffer, info.Size()+1)) // a workspace has thousands of small files
	var total int64
	for {
		if err := ctx.Err(); err != nil {
			return File{}, err
		}
		n, err := f.Read(buf)
		h.Write(buf[:n])
		total += int64(n)
		if errors.Is(err, io.EOF) {
			return File{Bytes: total, SHA256: hex.EncodeToString(h.Sum(nil))}, nil
		}
		if err != nil {
			return File{}, fmt.Errorf("hash file: %w", err)
		}
	}
}
