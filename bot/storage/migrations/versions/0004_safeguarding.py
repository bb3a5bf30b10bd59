"""Safeguarding: consent, safe words, PINs, what quick hide takes away, counts of distress."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heard",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "country", "kind", name=op.f("pk_heard")),
    )
    op.create_table(
        "messages",
        sa.Column(
            "learner_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_messages_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learner_id", "message_id", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_at"), "messages", ["at"], unique=False)
    op.add_column("learners", sa.Column("consent_version", sa.Text(), nullable=True))
    op.add_column("learners", sa.Column("consented_at", sa.BigInteger(), nullable=True))
    # Until now a short note stood above the first question: whoever answered it is shown the whole one.
    op.execute(
        "UPDATE learners SET consent_version = '0', consented_at = privacy_seen_at"
        " WHERE privacy_seen_at IS NOT NULL"
    )
    op.drop_column("learners", "privacy_seen_at")
    op.add_column("learners", sa.Column("safe_word_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("learners", sa.Column("pin_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("learners", sa.Column("pin_tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("learners", sa.Column("pin_until", sa.BigInteger(), nullable=True))
    op.add_column("learners", sa.Column("unlocked_until", sa.BigInteger(), nullable=True))
    op.add_column("learners", sa.Column("erase_at", sa.BigInteger(), nullable=True))
    op.add_column("learners", sa.Column("told_inactive_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("learners", "told_inactive_at")
    op.drop_column("learners", "erase_at")
    op.drop_column("learners", "unlocked_until")
    op.drop_column("learners", "pin_until")
    op.drop_column("learners", "pin_tries")
    op.drop_column("learners", "pin_sealed")
    op.drop_column("learners", "safe_word_sealed")
    op.add_column("learners", sa.Column("privacy_seen_at", sa.BigInteger(), nullable=True))
    op.execute("UPDATE learners SET privacy_seen_at = consented_at")
    op.drop_column("learners", "consented_at")
    op.drop_column("learners", "consent_version")
    op.drop_index(op.f("ix_messages_at"), table_name="messages")
    op.drop_table("messages")
    op.drop_table("heard")
