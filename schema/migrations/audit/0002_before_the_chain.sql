-- What was recorded before entries were chained cannot be chained now, and is kept as it is, beside the record.
CREATE SCHEMA "audit_before_the_chain";
--> statement-breakpoint
ALTER TABLE "audit"."access_record" SET SCHEMA "audit_before_the_chain";--> statement-breakpoint
ALTER TABLE "audit"."access_record_subject" SET SCHEMA "audit_before_the_chain";--> statement-breakpoint
ALTER TABLE "audit"."alert" SET SCHEMA "audit_before_the_chain";
