package target

// Object is something that stands in a database: a table, a column, a view, or what guards rows.
type Object struct {
	Name string // kind and name: "table child", "constraint child.sex_check"; twins as "restricted_child"
	// Says is what a constraint or index holds, in one form for every database, "" for other things:
	//
	//	(id)                                        a key, or the columns of an index
	//	(child_id) references child (id)            a foreign key
	//	id > 0, name <> ''                          checks; '' is no text and no number
	//	sex in ('M', 'F'), counted in (0, 1)        words, and true or false
	//	sent_on between '1800-01-01' and '2199-12-31'
	//
	// What has no such form stands in the database's own words, and so differs from any that has.
	Says string
}
