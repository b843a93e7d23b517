"""The tables. The truth of a run is its row and its log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from layerlab.protocol.metrics import Series

ROW_SERIES: dict[Series, str] = {"step": "train", "evaluation": "test"}
"""What the log's rows call a series: its first name, since millions of rows have it."""


class Base(DeclarativeBase):
    """The declarative base of all tables."""


class OwnerRow(Base):
    """Who owns experiments: `local` on loopback, else the holder of a secret key."""

    __tablename__ = "owners"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]


class ExperimentRow(Base):
    """A saved experiment. `revision` grows by one with every save."""

    __tablename__ = "experiments"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(40), index=True)
    title: Mapped[str] = mapped_column(String(200))
    document: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    origin_kind: Mapped[str] = mapped_column(String(12), default="", server_default="")
    """What it was forked from: preset, experiment, or link (somebody's shared experiment); empty where from nothing."""
    origin_title: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """What that was called then; it outlives what it names."""
    origin_id: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """The preset, or the experiment behind the link: told only to its own owner, and only while it is there."""


class OwnBlockRow(Base):
    """A block that its owner keeps for other experiments, with those that it uses."""

    __tablename__ = "own_blocks"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(40))
    document: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("owner", "name"),)


class RunRow(Base):
    """One execution of a snapshot. `desired` is what the user wants: running, paused or stopped."""

    __tablename__ = "runs"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    experiment: Mapped[str] = mapped_column(ForeignKey("experiments.id", ondelete="CASCADE"), index=True)
    owner: Mapped[str] = mapped_column(String(40), index=True)
    number: Mapped[int]
    """Counts the runs of one experiment from 1."""
    variant: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """The name of the variant that it runs, in the words of then; empty where the experiment has none."""
    snapshot: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12), index=True)
    desired: Mapped[str] = mapped_column(String(12))
    term: Mapped[int] = mapped_column(default=0)
    step: Mapped[int] = mapped_column(default=0)
    total_steps: Mapped[int] = mapped_column(default=0)
    checkpoint_step: Mapped[int] = mapped_column(default=-1)
    restarts: Mapped[int] = mapped_column(default=0)
    """Restarts after a killed worker since the last new checkpoint: after two, the run fails."""
    metrics: Mapped[str] = mapped_column(Text, default="{}")
    """JSON: best and last figures, for the library's cards."""
    headline: Mapped[str] = mapped_column(Text, default="", server_default="")
    """JSON: the metric that stands for the run. Empty before its log has told, and in rows of before: the accuracy."""
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("experiment", "number"),)


class EventRow(Base):
    """One durable event of a run, MessagePack. Frames are thinned with age; nothing else ever goes."""

    __tablename__ = "events"
    run: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    term: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    probe: Mapped[str] = mapped_column(String(40), default="")
    """The probe of a frame; the series of scalars, as ROW_SERIES has it."""
    step: Mapped[int]
    payload: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index("events_by_kind", "run", "kind", "probe", "step"),)


class SummaryRow(Base):
    """A part of a run's training curve in buckets. It covers its term's scalars since the part before, up to `seq`."""

    __tablename__ = "summaries"
    run: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    term: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    first_step: Mapped[int]
    last_step: Mapped[int]
    payload: Mapped[bytes] = mapped_column(LargeBinary)


class ShareRow(Base):
    """A view-only link to an experiment and its runs. Only the hash of its secret is kept."""

    __tablename__ = "shares"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    experiment: Mapped[str] = mapped_column(ForeignKey("experiments.id", ondelete="CASCADE"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
