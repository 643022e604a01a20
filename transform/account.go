package transform

import (
	"fmt"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// OpenAccountError says that the rows of an account have not one disposition
// each. It is never the data's fault.
type OpenAccountError struct{ Account ledger.Account }

func (e *OpenAccountError) Error() string {
	a := e.Account
	return fmt.Sprintf("close the accounts: source %s, organisation %s, %s: read %d, disposed of %d",
		a.Source, a.Organisation, a.Entity, a.Read, a.Sum())
}

func (t *run) accountBatch(of map[accountKey]*ledger.Account, entity string, b *table.Batch) error {
	var last *ledger.Account
	var lastKey accountKey
	for i := range b.N {
		row := b.Vec[0].I64[i]
		k := accountKey{source: t.in.sources[t.in.file(row).source], organisation: "-", entity: entity}
		if len(b.Vec) > 1 {
			k.organisation = chis.GUID(b.Vec[1].GUID[i]).String()
		}
		if k != lastKey || last == nil {
			if of[k] == nil {
				return &OpenAccountError{ledger.Account{Source: k.source, Organisation: k.organisation, Entity: entity}}
			}
			last, lastKey = of[k], k
		}
		switch fates[t.fates.get(row)].disposition {
		case "loaded":
			last.Loaded++
		case "merged":
			last.Merged++
		case "superseded":
			last.Superseded++
		case "excluded":
			last.Excluded++
		}
	}
	return nil
}
