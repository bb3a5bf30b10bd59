"""Programmes, and the language of the lessons."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("programme", sa.Text(), nullable=True))
    op.add_column("deliveries", sa.Column("subject", sa.Text(), nullable=True))
    op.create_index(
        "ix_deliveries_programme",
        "deliveries",
        ["learner_id", "programme", "subject", "local_day"],
        unique=True,
    )
    op.add_column("learners", sa.Column("lesson_locale", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("learners", "lesson_locale")
    op.drop_index("ix_deliveries_programme", table_name="deliveries")
    op.drop_column("deliveries", "subject")
    op.drop_column("deliveries", "programme")
