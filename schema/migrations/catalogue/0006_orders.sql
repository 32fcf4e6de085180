CREATE INDEX "access_grant_consumer_end_idx" ON "catalogue"."access_grant" USING btree ("consumer_credit_code","valid_to","id");--> statement-breakpoint
CREATE INDEX "access_grant_provider_end_idx" ON "catalogue"."access_grant" USING btree ("provider_credit_code","valid_to","id");--> statement-breakpoint
CREATE INDEX "application_due_idx" ON "catalogue"."application" USING btree (coalesce("due_on", 'infinity'),"id");--> statement-breakpoint
CREATE INDEX "application_applicant_due_idx" ON "catalogue"."application" USING btree ("applicant_credit_code",coalesce("due_on", 'infinity'),"id");--> statement-breakpoint
CREATE INDEX "application_provider_due_idx" ON "catalogue"."application" USING btree ("provider_credit_code",coalesce("due_on", 'infinity'),"id");--> statement-breakpoint
CREATE INDEX "resource_name_idx" ON "catalogue"."resource" USING btree ("name" collate "C","code");--> statement-breakpoint
CREATE INDEX "resource_published_idx" ON "catalogue"."resource" USING btree (coalesce("published_on", 'infinity'),"code");--> statement-breakpoint
CREATE INDEX "resource_item_item_idx" ON "catalogue"."resource_item" USING btree ("item","resource_code");