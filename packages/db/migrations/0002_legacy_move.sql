CREATE TABLE "mon_ps"."audit_log" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mon_ps"."audit_log_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"request_id" text,
	"table_name" text NOT NULL,
	"row_key" text NOT NULL,
	"operation" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"hash" text NOT NULL,
	CONSTRAINT "ck_audit_log_operation" CHECK ("mon_ps"."audit_log"."operation" in ('insert', 'update', 'delete'))
);
--> statement-breakpoint
CREATE TABLE "mon_ps"."legacy_ruling" (
	"table_name" text NOT NULL,
	"v1_id" integer NOT NULL,
	"kind" text NOT NULL,
	"column_name" text DEFAULT '' NOT NULL,
	"value" text,
	"reason" text NOT NULL,
	"run_id" bigint,
	CONSTRAINT "pk_legacy_ruling" PRIMARY KEY("table_name","v1_id","kind","column_name"),
	CONSTRAINT "ck_legacy_ruling_table" CHECK ("mon_ps"."legacy_ruling"."table_name" in ('team_profiles', 'matchup_friction', 'team_strategies')),
	CONSTRAINT "ck_legacy_ruling_kind" CHECK ("mon_ps"."legacy_ruling"."kind" in ('quarantine', 'league', 'profile', 'value'))
);
--> statement-breakpoint
CREATE TABLE "mon_ps"."legacy_statement_seen" (
	"table_name" text NOT NULL,
	"statement" text NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pk_legacy_statement_seen" PRIMARY KEY("table_name","statement"),
	CONSTRAINT "ck_legacy_statement_seen_table" CHECK ("mon_ps"."legacy_statement_seen"."table_name" in ('team_profiles', 'matchup_friction', 'team_strategies'))
);
--> statement-breakpoint
CREATE TABLE "mon_ps"."legacy_sync_failure" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mon_ps"."legacy_sync_failure_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"table_name" text NOT NULL,
	"v1_ids" integer[] NOT NULL,
	"sql_state" text NOT NULL,
	"message" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"repaired_at" timestamp with time zone,
	CONSTRAINT "ck_legacy_sync_failure_table" CHECK ("mon_ps"."legacy_sync_failure"."table_name" in ('team_profiles', 'matchup_friction', 'team_strategies'))
);
--> statement-breakpoint
CREATE TABLE "mon_ps"."legacy_team" (
	"v1_id" integer PRIMARY KEY NOT NULL,
	"team_id" integer NOT NULL,
	"name" text NOT NULL,
	"evidence" text NOT NULL,
	"run_id" bigint,
	CONSTRAINT "uq_legacy_team_team" UNIQUE("team_id")
);
--> statement-breakpoint
CREATE TABLE "mon_ps"."chess_classification" (
	"classification_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mon_ps"."chess_classification_classification_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"team_id" integer NOT NULL,
	"piece_type" varchar(20) NOT NULL,
	"piece_subtype" varchar(30),
	"confidence" double precision NOT NULL,
	"characteristics" jsonb,
	"match_patterns" jsonb,
	"season" varchar(10) NOT NULL,
	"classified_at" timestamp with time zone DEFAULT now() NOT NULL,
	"is_current" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text DEFAULT current_user NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text DEFAULT current_user NOT NULL,
	"change_reason" text,
	CONSTRAINT "ck_chess_classification_confidence" CHECK ("mon_ps"."chess_classification"."confidence" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "mon_ps"."goalscorer_profile" (
	"player_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mon_ps"."goalscorer_profile_player_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"player_name" varchar(100) NOT NULL,
	"team_id" integer NOT NULL,
	"position" varchar(30),
	"goals_total" integer,
	"goals_home" integer,
	"goals_away" integer,
	"appearances" integer NOT NULL,
	"minutes" integer,
	"anytime_prob" double precision,
	"first_goal_prob" double precision,
	"last_goal_prob" double precision,
	"timing_dna" jsonb,
	"season" varchar(10) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text DEFAULT current_user NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text DEFAULT current_user NOT NULL,
	"change_reason" text,
	CONSTRAINT "uq_goalscorer_profile_player" UNIQUE("team_id","player_name","season"),
	CONSTRAINT "ck_goalscorer_profile_counts" CHECK (least("mon_ps"."goalscorer_profile"."goals_total", "mon_ps"."goalscorer_profile"."goals_home", "mon_ps"."goalscorer_profile"."goals_away", "mon_ps"."goalscorer_profile"."appearances", "mon_ps"."goalscorer_profile"."minutes") >= 0),
	CONSTRAINT "ck_goalscorer_profile_anytime" CHECK ("mon_ps"."goalscorer_profile"."anytime_prob" between 0 and 1),
	CONSTRAINT "ck_goalscorer_profile_first" CHECK ("mon_ps"."goalscorer_profile"."first_goal_prob" between 0 and 1),
	CONSTRAINT "ck_goalscorer_profile_last" CHECK ("mon_ps"."goalscorer_profile"."last_goal_prob" between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "mon_ps"."friction_version" ADD COLUMN "v1_id" integer;--> statement-breakpoint
ALTER TABLE "mon_ps"."friction_version" ADD COLUMN "source_created_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mon_ps"."friction_version" ADD COLUMN "source_updated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_version" ADD COLUMN "v1_id" integer;--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_version" ADD COLUMN "source_created_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_version" ADD COLUMN "source_updated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mon_ps"."team_dna_version" ADD COLUMN "v1_id" integer;--> statement-breakpoint
ALTER TABLE "mon_ps"."team_dna_version" ADD COLUMN "source_created_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mon_ps"."team_dna_version" ADD COLUMN "source_updated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mon_ps"."legacy_ruling" ADD CONSTRAINT "legacy_ruling_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "mon_ps"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mon_ps"."legacy_team" ADD CONSTRAINT "legacy_team_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "mon_ps"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mon_ps"."legacy_team" ADD CONSTRAINT "legacy_team_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "mon_ps"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mon_ps"."chess_classification" ADD CONSTRAINT "chess_classification_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "mon_ps"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mon_ps"."goalscorer_profile" ADD CONSTRAINT "goalscorer_profile_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "mon_ps"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_audit_log_row" ON "mon_ps"."audit_log" USING btree ("table_name","row_key","seq");--> statement-breakpoint
CREATE INDEX "ix_legacy_ruling_run" ON "mon_ps"."legacy_ruling" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "ix_legacy_sync_failure_table" ON "mon_ps"."legacy_sync_failure" USING btree ("table_name","repaired_at");--> statement-breakpoint
CREATE INDEX "ix_legacy_team_run" ON "mon_ps"."legacy_team" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "uq_chess_classification_current" ON "mon_ps"."chess_classification" USING btree ("team_id","season") WHERE "mon_ps"."chess_classification"."is_current";--> statement-breakpoint
CREATE INDEX "ix_goalscorer_profile_season" ON "mon_ps"."goalscorer_profile" USING btree ("season","goals_total");--> statement-breakpoint
CREATE UNIQUE INDEX "uq_friction_version_v1" ON "mon_ps"."friction_version" USING btree ("v1_id") WHERE "mon_ps"."friction_version"."origin" = 'migrated' and "mon_ps"."friction_version"."retired_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "uq_strategy_version_v1" ON "mon_ps"."strategy_version" USING btree ("v1_id") WHERE "mon_ps"."strategy_version"."origin" = 'migrated' and "mon_ps"."strategy_version"."retired_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "uq_team_dna_version_v1" ON "mon_ps"."team_dna_version" USING btree ("v1_id") WHERE "mon_ps"."team_dna_version"."origin" = 'migrated' and "mon_ps"."team_dna_version"."retired_at" is null;--> statement-breakpoint
ALTER TABLE "mon_ps"."friction_version" ADD CONSTRAINT "ck_fv_v1" CHECK ("mon_ps"."friction_version"."v1_id" is null or "mon_ps"."friction_version"."origin" = 'migrated');--> statement-breakpoint
ALTER TABLE "mon_ps"."strategy_version" ADD CONSTRAINT "ck_sv_v1" CHECK ("mon_ps"."strategy_version"."v1_id" is null or "mon_ps"."strategy_version"."origin" = 'migrated');--> statement-breakpoint
ALTER TABLE "mon_ps"."team_dna_version" ADD CONSTRAINT "ck_tdv_v1" CHECK ("mon_ps"."team_dna_version"."v1_id" is null or "mon_ps"."team_dna_version"."origin" = 'migrated');