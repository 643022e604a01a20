-- Each query counts what must not be there. A row of a restricted table belongs to a child of the
-- open table or of the restricted one, so that no foreign key can hold it.

-- section child id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.child r JOIN lollipop_candidate.child o ON o.id = r.id;

-- section child_name id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.child_name r JOIN lollipop_candidate.child_name o ON o.id = r.id;

-- section restricted child_name without its child
SELECT count(*) FROM lollipop_candidate_restricted.child_name r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section child_address id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.child_address r JOIN lollipop_candidate.child_address o ON o.id = r.id;

-- section restricted child_address without its child
SELECT count(*) FROM lollipop_candidate_restricted.child_address r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section child_contact id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.child_contact r JOIN lollipop_candidate.child_contact o ON o.id = r.id;

-- section restricted child_contact without its child
SELECT count(*) FROM lollipop_candidate_restricted.child_contact r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section child_identifier id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.child_identifier r JOIN lollipop_candidate.child_identifier o ON o.id = r.id;

-- section restricted child_identifier without its child
SELECT count(*) FROM lollipop_candidate_restricted.child_identifier r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section registration id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.registration r JOIN lollipop_candidate.registration o ON o.id = r.id;

-- section restricted registration without its child
SELECT count(*) FROM lollipop_candidate_restricted.registration r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section registration_history id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.registration_history r JOIN lollipop_candidate.registration_history o ON o.id = r.id;

-- section restricted registration_history without its child
SELECT count(*) FROM lollipop_candidate_restricted.registration_history r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section residence_status id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.residence_status r JOIN lollipop_candidate.residence_status o ON o.id = r.id;

-- section restricted residence_status without its child
SELECT count(*) FROM lollipop_candidate_restricted.residence_status r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section related_person id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.related_person r JOIN lollipop_candidate.related_person o ON o.id = r.id;

-- section restricted related_person without its child
SELECT count(*) FROM lollipop_candidate_restricted.related_person r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section trace_result id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.trace_result r JOIN lollipop_candidate.trace_result o ON o.id = r.id;

-- section restricted trace_result without its child
SELECT count(*) FROM lollipop_candidate_restricted.trace_result r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section restriction id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.restriction r JOIN lollipop_candidate.restriction o ON o.id = r.id;

-- section restricted restriction without its child
SELECT count(*) FROM lollipop_candidate_restricted.restriction r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section birth id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.birth r JOIN lollipop_candidate.birth o ON o.id = r.id;

-- section restricted birth without its child
SELECT count(*) FROM lollipop_candidate_restricted.birth r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section appointment id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.appointment r JOIN lollipop_candidate.appointment o ON o.id = r.id;

-- section restricted appointment without its child
SELECT count(*) FROM lollipop_candidate_restricted.appointment r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section encounter id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.encounter r JOIN lollipop_candidate.encounter o ON o.id = r.id;

-- section restricted encounter without its child
SELECT count(*) FROM lollipop_candidate_restricted.encounter r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section consent id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.consent r JOIN lollipop_candidate.consent o ON o.id = r.id;

-- section restricted consent without its child
SELECT count(*) FROM lollipop_candidate_restricted.consent r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section immunisation id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.immunisation r JOIN lollipop_candidate.immunisation o ON o.id = r.id;

-- section restricted immunisation without its child
SELECT count(*) FROM lollipop_candidate_restricted.immunisation r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section contraindication id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.contraindication r JOIN lollipop_candidate.contraindication o ON o.id = r.id;

-- section restricted contraindication without its child
SELECT count(*) FROM lollipop_candidate_restricted.contraindication r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section allergy id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.allergy r JOIN lollipop_candidate.allergy o ON o.id = r.id;

-- section restricted allergy without its child
SELECT count(*) FROM lollipop_candidate_restricted.allergy r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section review id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.review r JOIN lollipop_candidate.review o ON o.id = r.id;

-- section restricted review without its child
SELECT count(*) FROM lollipop_candidate_restricted.review r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section screening_result id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.screening_result r JOIN lollipop_candidate.screening_result o ON o.id = r.id;

-- section restricted screening_result without its child
SELECT count(*) FROM lollipop_candidate_restricted.screening_result r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section measurement id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.measurement r JOIN lollipop_candidate.measurement o ON o.id = r.id;

-- section restricted measurement without its child
SELECT count(*) FROM lollipop_candidate_restricted.measurement r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section assessment id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.assessment r JOIN lollipop_candidate.assessment o ON o.id = r.id;

-- section restricted assessment without its child
SELECT count(*) FROM lollipop_candidate_restricted.assessment r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section feeding id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.feeding r JOIN lollipop_candidate.feeding o ON o.id = r.id;

-- section restricted feeding without its child
SELECT count(*) FROM lollipop_candidate_restricted.feeding r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section legal_status id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.legal_status r JOIN lollipop_candidate.legal_status o ON o.id = r.id;

-- section restricted legal_status without its child
SELECT count(*) FROM lollipop_candidate_restricted.legal_status r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section alert id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.alert r JOIN lollipop_candidate.alert o ON o.id = r.id;

-- section restricted alert without its child
SELECT count(*) FROM lollipop_candidate_restricted.alert r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section need id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.need r JOIN lollipop_candidate.need o ON o.id = r.id;

-- section restricted need without its child
SELECT count(*) FROM lollipop_candidate_restricted.need r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section care_team id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.care_team r JOIN lollipop_candidate.care_team o ON o.id = r.id;

-- section restricted care_team without its child
SELECT count(*) FROM lollipop_candidate_restricted.care_team r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section school id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.school r JOIN lollipop_candidate.school o ON o.id = r.id;

-- section restricted school without its child
SELECT count(*) FROM lollipop_candidate_restricted.school r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section due_item id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.due_item r JOIN lollipop_candidate.due_item o ON o.id = r.id;

-- section restricted due_item without its child
SELECT count(*) FROM lollipop_candidate_restricted.due_item r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section correspondence id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.correspondence r JOIN lollipop_candidate.correspondence o ON o.id = r.id;

-- section restricted correspondence without its child
SELECT count(*) FROM lollipop_candidate_restricted.correspondence r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section due_computed id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.due_computed r JOIN lollipop_candidate.due_computed o ON o.id = r.id;

-- section restricted due_computed without its child
SELECT count(*) FROM lollipop_candidate_restricted.due_computed r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section problem id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.problem r JOIN lollipop_candidate.problem o ON o.id = r.id;

-- section restricted problem without its child
SELECT count(*) FROM lollipop_candidate_restricted.problem r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section observation id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.observation r JOIN lollipop_candidate.observation o ON o.id = r.id;

-- section restricted observation without its child
SELECT count(*) FROM lollipop_candidate_restricted.observation r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section document id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.document r JOIN lollipop_candidate.document o ON o.id = r.id;

-- section restricted document without its child
SELECT count(*) FROM lollipop_candidate_restricted.document r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section referral id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.referral r JOIN lollipop_candidate.referral o ON o.id = r.id;

-- section restricted referral without its child
SELECT count(*) FROM lollipop_candidate_restricted.referral r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section audit id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.audit r JOIN lollipop_candidate.audit o ON o.id = r.id;

-- section restricted audit without its child
SELECT count(*) FROM lollipop_candidate_restricted.audit r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section record_note id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.record_note r JOIN lollipop_candidate.record_note o ON o.id = r.id;

-- section restricted record_note without its child
SELECT count(*) FROM lollipop_candidate_restricted.record_note r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);

-- section child_crosswalk id in the open and the restricted table
SELECT count(*) FROM lollipop_candidate_restricted.child_crosswalk r JOIN lollipop_candidate.child_crosswalk o ON o.id = r.id;

-- section restricted child_crosswalk without its child
SELECT count(*) FROM lollipop_candidate_restricted.child_crosswalk r
	WHERE NOT EXISTS (SELECT 1 FROM lollipop_candidate_restricted.child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM lollipop_candidate.child c WHERE c.id = r.child_id);
