"""Broadcasts whole."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.BigInteger(), nullable=True),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "duties",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("held_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_duties")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "learner_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("mandate", sa.Text(), nullable=False),
        sa.Column("token_key", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_invitations_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_key", name=op.f("uq_invitations_token_key")),
        sqlite_autoincrement=True,
    )
    op.add_column("broadcasts", sa.Column("title", sa.Text(), nullable=True))
    op.execute("ALTER TABLE broadcasts RENAME COLUMN picture TO attachment")
    op.add_column("broadcasts", sa.Column("attachment_kind", sa.Text(), nullable=True))
    op.execute("UPDATE broadcasts SET attachment_kind = 'photo' WHERE attachment IS NOT NULL")
    op.add_column("broadcasts", sa.Column("buttons", sa.Text(), server_default="[]", nullable=False))
    op.add_column("broadcasts", sa.Column("local_minute", sa.Integer(), nullable=True))
    op.add_column("broadcasts", sa.Column("approver", sa.BigInteger(), nullable=True))
    op.add_column("broadcasts", sa.Column("starts_at", sa.BigInteger(), nullable=True))
    op.add_column(
        "broadcasts", sa.Column("life_minutes", sa.Integer(), server_default="2880", nullable=False)
    )
    op.add_column("broadcasts", sa.Column("submitted_at", sa.BigInteger(), nullable=True))
    op.add_column("broadcasts", sa.Column("approved_at", sa.BigInteger(), nullable=True))
    op.add_column("broadcasts", sa.Column("recalled_at", sa.BigInteger(), nullable=True))
    op.add_column("deliveries", sa.Column("on_ambiguous", sa.Text(), server_default="drop", nullable=False))
    op.add_column("deliveries", sa.Column("taps", sa.Integer(), server_default="0", nullable=False))
    op.add_column("deliveries", sa.Column("left_by", sa.Text(), nullable=True))
    op.add_column("deliveries", sa.Column("recall", sa.Text(), nullable=True))
    op.create_index(
        "ix_deliveries_recall",
        "deliveries",
        ["broadcast_id"],
        unique=False,
        sqlite_where=sa.text("recall = 'wanted'"),
        postgresql_where=sa.text("recall = 'wanted'"),
    )
    op.add_column("learners", sa.Column("calm_until", sa.BigInteger(), nullable=True))
    op.add_column("learners", sa.Column("unasked_on", sa.Text(), nullable=True))
    op.add_column("learners", sa.Column("cohort", sa.Text(), nullable=True))
    op.add_column("learners", sa.Column("mandate", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("learners", "mandate")
    op.drop_column("learners", "cohort")
    op.drop_column("learners", "unasked_on")
    op.drop_column("learners", "calm_until")
    op.drop_index(
        "ix_deliveries_recall",
        table_name="deliveries",
        sqlite_where=sa.text("recall = 'wanted'"),
        postgresql_where=sa.text("recall = 'wanted'"),
    )
    op.drop_column("deliveries", "recall")
    op.drop_column("deliveries", "left_by")
    op.drop_column("deliveries", "taps")
    op.drop_column("deliveries", "on_ambiguous")
    op.drop_column("broadcasts", "recalled_at")
    op.drop_column("broadcasts", "approved_at")
    op.drop_column("broadcasts", "submitted_at")
    op.drop_column("broadcasts", "life_minutes")
    op.drop_column("broadcasts", "starts_at")
    op.drop_column("broadcasts", "approver")
    op.drop_column("broadcasts", "local_minute")
    op.drop_column("broadcasts", "buttons")
    op.drop_column("broadcasts", "attachment_kind")
    op.execute("ALTER TABLE broadcasts RENAME COLUMN attachment TO picture")
    op.drop_column("broadcasts", "title")
    op.drop_table("invitations")
    op.drop_table("duties")
    op.drop_table("audit")
