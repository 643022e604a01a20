package chis

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"github.com/rs/zerolog"
	"pgregory.net/rapid"
)

// Shapes in which a number may reach a printer.
type (
	openChild   struct{ Number NHSNumber }
	closedChild struct{ number NHSNumber }
	childError  struct{ number NHSNumber }
)

func (e childError) Error() string { return fmt.Sprint("load child ", e.number) }

func shapes(n NHSNumber) []any {
	return []any{
		n, &n,
		[]NHSNumber{n},
		[1]NHSNumber{n},
		map[NHSNumber]int{n: 1},
		map[string]NHSNumber{"a": n},
		any(n),
		openChild{n},
		&openChild{n},
		closedChild{n},
		&closedChild{n},
		[]closedChild{{n}},
		map[string]any{"a": closedChild{n}},
		childError{n},
		errors.Join(childError{n}, io.EOF), slog.Any("number", n),
	}
}

// exposes reports any form in which a reader gets the number back: its digits,
// written 3-3-4, in hexadecimal, octal or binary, as characters or as bytes.
func exposes(output string, n NHSNumber) bool {
	digits := n.PlainNHSNumber()
	plain := n.PlainNHSNumberUint64()
	forms := []string{digits, digits[:3] + " " + digits[3:6] + " " + digits[6:], digits[:9], digits[1:]}
	for _, base := range []int{2, 8, 16} {
		forms = append(forms, strconv.FormatUint(plain, base), strings.ToUpper(strconv.FormatUint(plain, base)))
	}
	forms = append(forms, fmt.Sprintf("%x", digits), fmt.Sprintf("% x", digits), fmt.Sprintf("%v", []byte(digits)))
	for _, form := range forms {
		if strings.Contains(output, form) {
			return true
		}
	}
	return false
}

func sampleNumber(t testing.TB) NHSNumber {
	t.Helper()
	n, ok := NHSNumberFromPlainUint64(9990189552)
	if !ok {
		t.Fatal("the sample is no NHS number")
	}
	return n
}

func TestNHSNumberPrintsMasked(t *testing.T) {
	n := sampleNumber(t)
	for _, verb := range []string{"%v", "%s", "%d", "%+v", "%#v", "%q", "%x", "%X", "%5d", "%-20s", "%010d", "%t", "%b", "%o"} {
		if got := fmt.Sprintf(verb, n); got != "********52" {
			t.Errorf("%s prints %q", verb, got)
		}
		if got := fmt.Sprintf(verb, NHSNumber{}); got != "none" {
			t.Errorf("%s prints no number as %q", verb, got)
		}
	}
	if got := fmt.Sprint("number ", n); got != "number ********52" {
		t.Errorf("Sprint gives %q", got)
	}
	if exposes(n.String(), n) || !exposes(n.PlainNHSNumber(), n) {
		t.Error("the test itself does not tell masked from plain")
	}
}

// No verb, right or wrong, shows a number in any shape that holds one.
func TestNoVerbExposes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, _ := NHSNumberFromPlainUint64(anyTestNumber().Draw(t, "plain"))
		flags := rapid.SampledFrom([]string{"", "+", "#", "0", "-", " ", "+#", "20", "020", ".3"}).Draw(t, "flags")
		for _, shape := range shapes(n) {
			for verb := byte('A'); verb <= 'z'; verb++ {
				if output := fmt.Sprintf("%"+flags+string(verb), shape); exposes(output, n) {
					t.Fatalf("%%%s%c of %T exposes the number", flags, verb, shape)
				}
			}
			for _, format := range []string{"no verb", "%[3]d %!", "%", "%[2]*[1]d", "%d %d", "wrap %w"} {
				output := fmt.Sprint(shape) + fmt.Sprintln(shape) + fmt.Sprintf(format, shape) + fmt.Errorf(format, shape).Error()
				if exposes(output, n) {
					t.Fatalf("a malformed call exposes the number in %T", shape)
				}
			}
		}
	})
}

func TestErrorsStayMasked(t *testing.T) {
	n := sampleNumber(t)
	wrapped := fmt.Errorf("open batch: %w", fmt.Errorf("child %v: %w", n, childError{n}))
	for _, output := range []string{wrapped.Error(), fmt.Sprintf("%+v", wrapped), fmt.Sprintf("%#v", wrapped), errors.Join(wrapped, childError{n}).Error()} {
		if exposes(output, n) {
			t.Errorf("exposed by %q", output)
		}
	}
	if !strings.Contains(wrapped.Error(), "********52") {
		t.Errorf("%q does not name the number masked", wrapped)
	}
}

func TestEncodersStayMasked(t *testing.T) {
	n := sampleNumber(t)
	for _, shape := range shapes(n) {
		var output bytes.Buffer
		if text, err := json.Marshal(shape); err == nil {
			output.Write(text)
		}
		if text, err := xml.Marshal(shape); err == nil {
			output.Write(text)
		}
		_ = gob.NewEncoder(&output).Encode(shape)
		_ = template.Must(template.New("").Parse(`{{.}} {{printf "%d" .}}`)).Execute(&output, shape)
		if exposes(output.String(), n) {
			t.Errorf("an encoding of %T exposes the number", shape)
		}
	}
	text, err := json.Marshal(map[NHSNumber]openChild{n: {n}})
	if want := `{"********52":{"Number":"********52"}}`; err != nil || string(text) != want {
		t.Errorf("JSON is %s, %v; want %s", text, err, want)
	}
}

// What was written masked never reads back as if it were a number.
func TestMaskedDoesNotReadBack(t *testing.T) {
	text, _ := json.Marshal(openChild{sampleNumber(t)})
	var back openChild
	if err := json.Unmarshal(text, &back); err == nil || !back.Number.IsNone() {
		t.Error("a masked number was read back without an error")
	}
}

func TestLoggersStayMasked(t *testing.T) {
	n := sampleNumber(t)
	for _, shape := range shapes(n) {
		var output bytes.Buffer
		logToZerolog(zerolog.New(&output).With().Interface("context", shape).Logger(), shape, n)
		logToZerolog(zerolog.New(zerolog.ConsoleWriter{Out: &output, NoColor: true}), shape, n)
		for _, handler := range []slog.Handler{slog.NewJSONHandler(&output, nil), slog.NewTextHandler(&output, nil)} {
			slog.New(handler).With("with", shape).Info("loaded", "shape", shape, "number", n)
		}
		log.New(&output, "", 0).Println(shape, n)
		if exposes(output.String(), n) {
			t.Errorf("a logger exposes the number in %T", shape)
		}
		if !strings.Contains(output.String(), "********52") {
			t.Errorf("no logger names the number masked:\n%s", output.String())
		}
	}
}

func logToZerolog(logger zerolog.Logger, shape any, n NHSNumber) {
	event := logger.Info().Interface("interface", shape).Any("any", n).Stringer("stringer", n).
		Fields(map[string]any{"fields": shape, "number": n}).Array("array", zerolog.Arr().Interface(shape)).
		Dict("dict", zerolog.Dict().Interface("inner", shape))
	if err, ok := shape.(error); ok {
		event = event.Err(err).AnErr("other", fmt.Errorf("wrap: %w", err))
	}
	event.Msgf("loaded %v %+v %#v %d", shape, shape, shape, n)
}
