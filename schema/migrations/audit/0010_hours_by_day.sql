-- Weekends and holidays had no hours, and have none until the sharing authority gives them some.
UPDATE "audit"."alert_rule" SET "parameters" = '{"weekendFrom": 0, "weekendTo": 0, "holidayFrom": 0, "holidayTo": 0}'::jsonb || "parameters" WHERE "code" = 'AFTER_HOURS';
