package table

import (
	"encoding/binary"
	"slices"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// metadata is the footer of the finished file.
func (w *Writer) metadata() *format.FileMetaData {
	m := &format.FileMetaData{Version: 2, NumRows: w.total, RowGroups: w.groups, CreatedBy: createdBy}
	if m.RowGroups == nil {
		m.RowGroups = []format.RowGroup{}
	}
	m.Schema = append(m.Schema, format.SchemaElement{Name: "table", NumChildren: thrift.New(int32(len(w.schema)))})
	for _, c := range w.schema {
		m.Schema = append(m.Schema, schemaElement(c))
		m.ColumnOrders = append(m.ColumnOrders, format.ColumnOrder{Value: &format.TypeDefinedOrder{}})
	}
	return m
}

func schemaElement(c Column) format.SchemaElement {
	e := format.SchemaElement{
		Name: c.Name, Type: thrift.New(physical(c.Kind)), RepetitionType: thrift.New(format.Required),
	}
	switch c.Kind {
	case GUID:
		e.TypeLength = thrift.New(int32(16))
		e.LogicalType = format.LogicalType{Value: &format.UUIDType{}}
	case Text:
		e.ConvertedType = thrift.New(deprecated.UTF8)
		e.LogicalType = format.LogicalType{Value: &format.StringType{}}
	}
	return e
}

func physical(k Kind) format.Type {
	switch k {
	case Int64:
		return format.Int64
	case Int32:
		return format.Int32
	case GUID:
		return format.FixedLenByteArray
	default:
		return format.ByteArray
	}
}

// statistics are the bounds of a column's values in a row group; only integers have them.
func statistics(k Kind, v *Vector) format.Statistics {
	var s format.Statistics
	switch k {
	case Int64:
		s.MinValue = binary.LittleEndian.AppendUint64(nil, uint64(slices.Min(v.I64)))
		s.MaxValue = binary.LittleEndian.AppendUint64(nil, uint64(slices.Max(v.I64)))
	case Int32:
		s.MinValue = binary.LittleEndian.AppendUint32(nil, uint32(slices.Min(v.I32)))
		s.MaxValue = binary.LittleEndian.AppendUint32(nil, uint32(slices.Max(v.I32)))
	}
	return s
}
