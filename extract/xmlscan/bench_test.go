package xmlscan

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"
)

// document is a wrapper with n medical records of some twenty events each, laid
// out as such messages are.
func document(n int) []byte {
	rng := rand.New(rand.NewPCG(7, 11))
	guid := func() string {
		return fmt.Sprintf("{%08X-0000-4000-8000-%012X}", rng.Uint32(), rng.Uint64()&0xFFFFFFFFFFFF)
	}
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Records>\r\n")
	for i := range n {
		fmt.Fprintf(&b, "<MedicalRecord xmlns=\"http://www.e-mis.com/emisopen/MedicalRecord\" PatientID=\"%d\">\r\n  <Registration><DBID>%d</DBID>"+
			"<RefID>%d</RefID><GUID>%s</GUID><FileStatus>0</FileStatus><DateOfBirth>02/03/2019</DateOfBirth><Sex>F</Sex>"+
			"<FamilyName>TESTCHILD</FamilyName></Registration>\r\n  <EventList>\r\n", i, i, i, guid())
		for e := range 20 {
			fmt.Fprintf(&b, "    <Event><DBID>%d</DBID><RefID>%d</RefID><GUID>%s</GUID><FileStatus>0</FileStatus>"+
				"<AssignedDate>%02d/%02d/2020</AssignedDate><DatePart>0</DatePart><AuthorID><RefID>16</RefID></AuthorID>"+
				"<DisplayTerm>Measles/mumps/rubella vaccn.</DisplayTerm>", e, e, guid(), 1+rng.IntN(28), 1+rng.IntN(12))
			if rng.IntN(4) == 0 {
				b.WriteString("<DescriptiveText>Given in the left thigh, mother says &quot;fine&quot; &amp; no reaction</DescriptiveText>")
			}
			b.WriteString("<PolicyID>-1</PolicyID><Code><Value>65M1.</Value><Scheme>READ2</Scheme><Term>Measles/mumps/rubella vaccn.</Term></Code>" +
				"<TermID><Value>65M1</Value><Scheme>READ2</Scheme></TermID><EventType>13</EventType></Event>\r\n")
		}
		b.WriteString("  </EventList>\r\n</MedicalRecord>\r\n")
	}
	b.WriteString("</Records>\r\n")
	return b.Bytes()
}

func encodingXML(data []byte) (tokens int, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return tokens, nil
		}
		if err != nil {
			return tokens, err
		}
		tokens++
	}
}

// BenchmarkAgainstEncodingXML reads the same documents with both and reports how
// many times faster this package is. Both streams come from memory.
func BenchmarkAgainstEncodingXML(b *testing.B) {
	data := document(500)
	var ours, theirs time.Duration
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		begin := time.Now()
		n, err := drain(New(bytes.NewReader(data), Options{}))
		ours += time.Since(begin)
		begin = time.Now()
		m, err2 := encodingXML(data)
		theirs += time.Since(begin)
		if err != nil || err2 != nil || n != m {
			b.Fatalf("%d tokens, %v; encoding/xml: %d, %v", n, err, m, err2)
		}
	}
	b.ReportMetric(float64(theirs)/float64(ours), "times")
	b.ReportMetric(float64(len(data))*float64(b.N)/1e6/ours.Seconds(), "MB/s-ours")
	b.ReportMetric(float64(len(data))*float64(b.N)/1e6/theirs.Seconds(), "MB/s-encoding/xml")
}

func BenchmarkNext(b *testing.B) {
	data := document(500)
	s := New(nil, Options{})
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		s.Reset(data, 0)
		if _, err := drain(s); err != nil {
			b.Fatal(err)
		}
	}
}
