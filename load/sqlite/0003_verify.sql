-- Each query counts what must not be there. A row of a restricted table belongs to a child of the
-- open table or of the restricted one, so that no foreign key can hold it.

-- section child id in the open and the restricted table
SELECT count(*) FROM restricted_child r JOIN child o ON o.id = r.id;

-- section child_name id in the open and the restricted table
SELECT count(*) FROM restricted_child_name r JOIN child_name o ON o.id = r.id;

-- section restricted child_name without its child
SELECT count(*) FROM restricted_child_name r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section child_address id in the open and the restricted table
SELECT count(*) FROM restricted_child_address r JOIN child_address o ON o.id = r.id;

-- section restricted child_address without its child
SELECT count(*) FROM restricted_child_address r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section child_contact id in the open and the restricted table
SELECT count(*) FROM restricted_child_contact r JOIN child_contact o ON o.id = r.id;

-- section restricted child_contact without its child
SELECT count(*) FROM restricted_child_contact r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section child_identifier id in the open and the restricted table
SELECT count(*) FROM restricted_child_identifier r JOIN child_identifier o ON o.id = r.id;

-- section restricted child_identifier without its child
SELECT count(*) FROM restricted_child_identifier r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section registration id in the open and the restricted table
SELECT count(*) FROM restricted_registration r JOIN registration o ON o.id = r.id;

-- section restricted registration without its child
SELECT count(*) FROM restricted_registration r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section registration_history id in the open and the restricted table
SELECT count(*) FROM restricted_registration_history r JOIN registration_history o ON o.id = r.id;

-- section restricted registration_history without its child
SELECT count(*) FROM restricted_registration_history r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section residence_status id in the open and the restricted table
SELECT count(*) FROM restricted_residence_status r JOIN residence_status o ON o.id = r.id;

-- section restricted residence_status without its child
SELECT count(*) FROM restricted_residence_status r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section related_person id in the open and the restricted table
SELECT count(*) FROM restricted_related_person r JOIN related_person o ON o.id = r.id;

-- section restricted related_person without its child
SELECT count(*) FROM restricted_related_person r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section trace_result id in the open and the restricted table
SELECT count(*) FROM restricted_trace_result r JOIN trace_result o ON o.id = r.id;

-- section restricted trace_result without its child
SELECT count(*) FROM restricted_trace_result r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section restriction id in the open and the restricted table
SELECT count(*) FROM restricted_restriction r JOIN restriction o ON o.id = r.id;

-- section restricted restriction without its child
SELECT count(*) FROM restricted_restriction r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section birth id in the open and the restricted table
SELECT count(*) FROM restricted_birth r JOIN birth o ON o.id = r.id;

-- section restricted birth without its child
SELECT count(*) FROM restricted_birth r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section appointment id in the open and the restricted table
SELECT count(*) FROM restricted_appointment r JOIN appointment o ON o.id = r.id;

-- section restricted appointment without its child
SELECT count(*) FROM restricted_appointment r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section encounter id in the open and the restricted table
SELECT count(*) FROM restricted_encounter r JOIN encounter o ON o.id = r.id;

-- section restricted encounter without its child
SELECT count(*) FROM restricted_encounter r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section consent id in the open and the restricted table
SELECT count(*) FROM restricted_consent r JOIN consent o ON o.id = r.id;

-- section restricted consent without its child
SELECT count(*) FROM restricted_consent r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section immunisation id in the open and the restricted table
SELECT count(*) FROM restricted_immunisation r JOIN immunisation o ON o.id = r.id;

-- section restricted immunisation without its child
SELECT count(*) FROM restricted_immunisation r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section contraindication id in the open and the restricted table
SELECT count(*) FROM restricted_contraindication r JOIN contraindication o ON o.id = r.id;

-- section restricted contraindication without its child
SELECT count(*) FROM restricted_contraindication r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section allergy id in the open and the restricted table
SELECT count(*) FROM restricted_allergy r JOIN allergy o ON o.id = r.id;

-- section restricted allergy without its child
SELECT count(*) FROM restricted_allergy r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section review id in the open and the restricted table
SELECT count(*) FROM restricted_review r JOIN review o ON o.id = r.id;

-- section restricted review without its child
SELECT count(*) FROM restricted_review r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section screening_result id in the open and the restricted table
SELECT count(*) FROM restricted_screening_result r JOIN screening_result o ON o.id = r.id;

-- section restricted screening_result without its child
SELECT count(*) FROM restricted_screening_result r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section measurement id in the open and the restricted table
SELECT count(*) FROM restricted_measurement r JOIN measurement o ON o.id = r.id;

-- section restricted measurement without its child
SELECT count(*) FROM restricted_measurement r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section assessment id in the open and the restricted table
SELECT count(*) FROM restricted_assessment r JOIN assessment o ON o.id = r.id;

-- section restricted assessment without its child
SELECT count(*) FROM restricted_assessment r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section feeding id in the open and the restricted table
SELECT count(*) FROM restricted_feeding r JOIN feeding o ON o.id = r.id;

-- section restricted feeding without its child
SELECT count(*) FROM restricted_feeding r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section legal_status id in the open and the restricted table
SELECT count(*) FROM restricted_legal_status r JOIN legal_status o ON o.id = r.id;

-- section restricted legal_status without its child
SELECT count(*) FROM restricted_legal_status r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section alert id in the open and the restricted table
SELECT count(*) FROM restricted_alert r JOIN alert o ON o.id = r.id;

-- section restricted alert without its child
SELECT count(*) FROM restricted_alert r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section need id in the open and the restricted table
SELECT count(*) FROM restricted_need r JOIN need o ON o.id = r.id;

-- section restricted need without its child
SELECT count(*) FROM restricted_need r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section care_team id in the open and the restricted table
SELECT count(*) FROM restricted_care_team r JOIN care_team o ON o.id = r.id;

-- section restricted care_team without its child
SELECT count(*) FROM restricted_care_team r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section school id in the open and the restricted table
SELECT count(*) FROM restricted_school r JOIN school o ON o.id = r.id;

-- section restricted school without its child
SELECT count(*) FROM restricted_school r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section due_item id in the open and the restricted table
SELECT count(*) FROM restricted_due_item r JOIN due_item o ON o.id = r.id;

-- section restricted due_item without its child
SELECT count(*) FROM restricted_due_item r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section correspondence id in the open and the restricted table
SELECT count(*) FROM restricted_correspondence r JOIN correspondence o ON o.id = r.id;

-- section restricted correspondence without its child
SELECT count(*) FROM restricted_correspondence r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section due_computed id in the open and the restricted table
SELECT count(*) FROM restricted_due_computed r JOIN due_computed o ON o.id = r.id;

-- section restricted due_computed without its child
SELECT count(*) FROM restricted_due_computed r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section problem id in the open and the restricted table
SELECT count(*) FROM restricted_problem r JOIN problem o ON o.id = r.id;

-- section restricted problem without its child
SELECT count(*) FROM restricted_problem r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section observation id in the open and the restricted table
SELECT count(*) FROM restricted_observation r JOIN observation o ON o.id = r.id;

-- section restricted observation without its child
SELECT count(*) FROM restricted_observation r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section document id in the open and the restricted table
SELECT count(*) FROM restricted_document r JOIN document o ON o.id = r.id;

-- section restricted document without its child
SELECT count(*) FROM restricted_document r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section referral id in the open and the restricted table
SELECT count(*) FROM restricted_referral r JOIN referral o ON o.id = r.id;

-- section restricted referral without its child
SELECT count(*) FROM restricted_referral r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section audit id in the open and the restricted table
SELECT count(*) FROM restricted_audit r JOIN audit o ON o.id = r.id;

-- section restricted audit without its child
SELECT count(*) FROM restricted_audit r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section record_note id in the open and the restricted table
SELECT count(*) FROM restricted_record_note r JOIN record_note o ON o.id = r.id;

-- section restricted record_note without its child
SELECT count(*) FROM restricted_record_note r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);

-- section child_crosswalk id in the open and the restricted table
SELECT count(*) FROM restricted_child_crosswalk r JOIN child_crosswalk o ON o.id = r.id;

-- section restricted child_crosswalk without its child
SELECT count(*) FROM restricted_child_crosswalk r
	WHERE NOT EXISTS (SELECT 1 FROM restricted_child c WHERE c.id = r.child_id)
	AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = r.child_id);
