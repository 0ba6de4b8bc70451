-- By hand: closing line values of stored bets become logarithms, and the triggers by which the ledger of trials only grows.
CREATE TABLE "mon_ps"."strategy_trial" (
	"trial_no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mon_ps"."strategy_trial_trial_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rule_sha256" text NOT NULL,
	"data_sha256" text NOT NULL,
	"source" text NOT NULL,
	"strategy_name" varchar(100) NOT NULL,
	"strategy_version" varchar(20),
	"rule" jsonb NOT NULL,
	"first_run_id" bigint NOT NULL,
	"first_tried_at" timestamp with time zone DEFAULT now() NOT NULL,
	"bets" integer NOT NULL,
	"unpriced" integer NOT NULL,
	"stake_micro" bigint NOT NULL,
	"profit_micro" bigint NOT NULL,
	"weekly_sharpe" double precision,
	CONSTRAINT "uq_strategy_trial" UNIQUE("rule_sha256","data_sha256"),
	CONSTRAINT "ck_strategy_trial_source" CHECK ("mon_ps"."strategy_trial"."source" in ('football-data', 'demo')),
	CONSTRAINT "ck_strategy_trial_counts" CHECK (least("mon_ps"."strategy_trial"."bets", "mon_ps"."strategy_trial"."unpriced", "mon_ps"."strategy_trial"."stake_micro") >= 0),
	CONSTRAINT "ck_strategy_trial_sharpe" CHECK ("mon_ps"."strategy_trial"."weekly_sharpe" > '-infinity' and "mon_ps"."strategy_trial"."weekly_sharpe" < 'infinity')
);
--> statement-breakpoint
-- They were price x probability - 1; the logarithm of a bet that the close calls impossible is none.
UPDATE "mon_ps"."strategy_bet" SET "clv" = CASE WHEN "clv" > -1 THEN ln(1 + "clv") END WHERE "clv" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_bet" DROP CONSTRAINT "ck_strategy_bet_outcome";--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_bet" ADD COLUMN "kelly_fraction" double precision;--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_bet" ADD COLUMN "loss_shot_share" double precision;--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_bet" ADD COLUMN "loss_red_cards" integer;--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_bet" ADD COLUMN "unlucky_probability" double precision;--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_trial" ADD CONSTRAINT "fk_strategy_trial_run" FOREIGN KEY ("first_run_id") REFERENCES "mon_ps"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_strategy_trial_run" ON "mon_ps"."strategy_trial" USING btree ("first_run_id");--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_bet" ADD CONSTRAINT "ck_strategy_bet_kelly" CHECK ("mon_ps"."strategy_bet"."kelly_fraction" between 0 and 1);--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_bet" ADD CONSTRAINT "ck_strategy_bet_shot_share" CHECK ("mon_ps"."strategy_bet"."loss_shot_share" between 0 and 1);--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_bet" ADD CONSTRAINT "ck_strategy_bet_unlucky" CHECK ("mon_ps"."strategy_bet"."unlucky_probability" between 0 and 1 and ("mon_ps"."strategy_bet"."unlucky_probability" is null or "mon_ps"."strategy_bet"."profit_micro" < 0));--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_bet" ADD CONSTRAINT "ck_strategy_bet_outcome" CHECK ("mon_ps"."strategy_bet"."outcome" in ('won', 'half_won', 'void', 'half_lost', 'lost'));
--> statement-breakpoint
CREATE FUNCTION mon_ps.refuse_trial_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' THEN
		IF OLD.source = 'demo' THEN
			RETURN OLD;
		END IF;
	END IF;
	RAISE EXCEPTION 'the ledger of trials only grows: % is refused', lower(TG_OP) USING ERRCODE = 'V3A03';
END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON mon_ps.strategy_trial FOR EACH ROW EXECUTE FUNCTION mon_ps.refuse_trial_change();
--> statement-breakpoint
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON mon_ps.strategy_trial FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.refuse_trial_change();
