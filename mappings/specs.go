package mappings

import "strings"

// specs lists every table file with its columns and its key.
var specs = []spec{
	table("entity.csv", "table", "name,table,migrated,reference,organisation,patient,item,code,date,deleted,confidential,processing_id,source"),
	table("column.csv", "table,emis", "table,name,emis,kind,aliases,note,source"),
	table("layout.csv", "table,versions", "table,versions,columns,source"),
	table("reference.csv", "entity,column", "entity,column,key,names,use,source"),
	table("profile_column.csv", "table,emis", "table,emis,show,reason"),
	table("nhs_range.csv", "from", "from,to,meaning,live,test,source"),
	table("placeholder_name.csv", "pattern,match", "pattern,match,reason,source"),
	table("ethnic_category.csv", "words", "words,category,source"),
	table("registration_status.csv", "words", "words,match,meaning,source"),
	table("short_forename.csv", "short,full", "short,full,source"),
	table("kind.csv", "kind", "kind,table,class,words,source"),
	table("vocabulary.csv", "kind,field", "kind,field,words,meaning"),
	table("antigen_word.csv", "phrase", "phrase,antigens"),
	table("term_sign.csv", "phrase", "phrase,kind"),
	table("xml_element.csv", "parent,name,entity", "parent,name,entity,event_type,note,source"),
	table("xml_column.csv", "entity,column", "entity,column,path,as,argument,note,source"),
	table("concept.csv", "system,code", "system,code,display,kind,antigens,dose,detail,value,category,unverified,source,note"),
	table("code_review.csv", "system,code", "system,code,display,category,class,kind,antigens,dose,detail,value,state,equivalence,reviewer,reviewer_role,reviewed,note"),
	table("override.csv", "system,code,field", "system,code,field,reference_says,we_say,reason,source"),
	table("category_class.csv", "category", "category,class,source"),
	table("safety_word.csv", "word", "word,reason,source"),
	table("scope.csv", "what,name", "what,name,in_scope,reason,source"),
	table("target.csv", "table,column", "table,column,kind,null,references,derived_from,comment"),
	table("target_word.csv", "table,column", "table,column,words"),
	table("not_migrated.csv", "table,column", "table,column,reason,clinical,source"),
	table("event_match.csv", "table", "table,full_date,equal,blank_tolerant,filled,when,source"),
	table("survivorship.csv", "table,column", "table,column,source_column,rule,words"),
	table("vaccine_use.csv", "name,from", "name,family,antigens,from,to,source"),
	table("vaccine_product.csv", "what,match", "what,match,antigens,source"),
	table("rule.csv", "id", "id,stage,disposition,entity,words"),
	table("check.csv", "id", "id,question,tolerance,waivable,waived_by,hazard,doc"),
	table("tolerance.csv", "id", "id,value,unit,owner,practice,words,source"),
	table("control_figure.csv", "figure", "figure,dimensions,value,check,counted,words,source"),
	table("trace_code.csv", "code", "code,meaning,words,source"),
	table("fault.csv", "kind,scenario", "kind,entity,per,scenario,rate,disposition,rule,tables,words"),
	table("practice.csv", "code", "code,name,town,postcode,commissioner,opened,closed,lancashire,open_at_go_live,in_176,source"),
	table("default_code.csv", "code", "code,of,words,source"),
	table("organisation.csv", "type,code,within,from", "type,code,name,role,within,ons_code,postcode,from,to,invented,note,source"),
	table("hub.csv", "practice", "practice,hub,source"),
	table("schedule_course.csv", "course", "course,antigens,steps,gap_after,words,source"),
	table("schedule.csv", "version,from,born_from,age_due,vaccine,dose", "version,from,to,born_from,born_to,sex,age_due,age_due_days,vaccine,antigens,dose,action,programme,steps,due,not_before,until,gap,least_gap,needs_previous,minimum_age,minimum_interval,notes,confidence,source"),
	table("coverage.csv", "measure", "measure,months,words,step,born_from,born_to,confidence,source"),
	table("authority.csv", "commissioner", "commissioner,authority,source"),
	table("contact_rule.csv", "programme,name", "programme,name,born_from,born_to,sex,expected,opens,by,until,not_before,words,confidence,source"),
	table("contact_outcome.csv", "programme,value", "programme,value,meaning,words,source"),
	table("schedule_code.csv", "vaccine,dose,system,code", "vaccine,dose,system,code"),
}

func table(file, key, columns string) spec {
	return spec{file: file, columns: strings.Split(columns, ","), key: strings.Split(key, ",")}
}
