"""Every column there may be, what may stand in it and what it is for: whoever adds one says so here."""

from enum import StrEnum


class May(StrEnum):
    """What a column may hold."""

    NUMBER = "a number of our own, a count, a flag or an instant"
    CODE = "a code of ours, or JSON of such codes and numbers"
    TELEGRAM = "a number or code that Telegram made, of no use without the chat"
    SEALED = "what the vault encrypted, or a hash that needs the key"
    DIGEST = "a hash that tells nothing of what it was made from"
    TYPED = "words that somebody typed"


N, C, T, S, D, W = May
ALLOWED: dict[str, dict[str, tuple[May, str]]] = {
    "learners": {
        "id": (N, "what every other table calls them"),
        "chat_key": (S, "finds the row of whoever writes"),
        "chat_sealed": (S, "to write to them"),
        "locale": (C, "the language they chose"),
        "lesson_locale": (C, "what they read where theirs has no lessons"),
        "step": (C, "how far they came in the first questions"),
        "role": (C, "parent, teen, teacher"),
        "age_band": (C, "which wording and lessons are for them"),
        "country": (C, "whose helplines to show"),
        "zone": (C, "when it is night for them"),
        "place": (C, "the screen they are on, as its button would hold it"),
        "is_discreet": (N, "that others may see the phone"),
        "quiet_from": (N, "when nothing is to come"),
        "quiet_until": (N, "when nothing is to come"),
        "joined_at": (N, "for counts of a week"),
        "seen_at": (N, "to erase who is gone for a year"),
        "stopped_at": (N, "that they want nothing unasked"),
        "unreachable_at": (N, "that they have blocked the bot"),
        "calm_until": (N, "until when nothing comes after distress"),
        "unasked_on": (C, "the day of the last unasked message: one a day"),
        "cohort": (W, "a class: the word a coordinator put into its link"),
        "mandate": (C, "a coordinator's rank, countries and the words of classes"),
        "consent_version": (C, "which words they agreed to"),
        "consented_at": (N, "when they agreed"),
        "safe_word_sealed": (S, "their own word that opens help"),
        "pin_sealed": (S, "argon2id of the PIN of their settings"),
        "pin_tries": (N, "to slow down guessing"),
        "pin_until": (N, "to slow down guessing"),
        "unlocked_until": (N, "not to ask for the PIN at every step"),
        "erase_at": (N, "to erase somebody who lost the PIN"),
        "told_inactive_at": (N, "that they were told before they are erased"),
    },
    "updates": {
        "update_id": (T, "to handle each update once"),
        "tries": (N, "to give up in the end"),
        "is_done": (N, "to handle each update once"),
        "seen_at": (N, "to forget it after two days"),
    },
    "progress": {
        "learner_id": (N, "whose"),
        "lesson_id": (C, "which lesson"),
        "card_no": (N, "where to go on"),
        "started_at": (N, "for counts"),
        "seen_at": (N, "to offer the last lesson first"),
        "finished_at": (N, "for counts and the next quiz"),
    },
    "answers": {
        "learner_id": (N, "whose"),
        "question_id": (C, "which question"),
        "right_count": (N, "what to ask next"),
        "wrong_count": (N, "what to ask next"),
        "was_right": (N, "what to ask next"),
        "review_card": (C, "when to ask again, as py-fsrs counts it"),
        "answered_at": (N, "when to ask again"),
        "review_at": (N, "when to ask again"),
    },
    "attempts": {
        "id": (N, "names it in buttons"),
        "learner_id": (N, "whose"),
        "kind": (C, "quiz, review or a lesson's questions"),
        "lesson_id": (C, "of which lesson"),
        "questions": (C, "the ids of what is asked"),
        "answers": (C, "the numbers of what was chosen"),
        "started_at": (N, "for counts"),
        "finished_at": (N, "for counts"),
    },
    "challenge_checks": {
        "id": (N, "names it in buttons"),
        "learner_id": (N, "whose"),
        "entry": (C, "what they came with, from our list"),
        "answers": (C, "the ids of what was chosen"),
        "verdict": (C, "what it came to"),
        "started_at": (N, "for counts"),
        "pause_until": (N, "ten seconds to think"),
        "finished_at": (N, "for counts"),
    },
    "helpline_faults": {
        "learner_id": (N, "so that one person counts once a day"),
        "helpline_id": (C, "which one was not reached"),
        "day": (C, "when"),
    },
    "reminders": {
        "id": (N, "names it in buttons"),
        "learner_id": (N, "whose"),
        "topic": (C, "of what to remind"),
        "days": (N, "on which days"),
        "minute": (N, "at which time"),
        "zone": (C, "in which zone"),
        "is_active": (N, "whether it is on"),
        "due_at": (N, "when next"),
        "changed_at": (N, "so that an old one is not sent"),
    },
    "broadcasts": {
        "id": (N, "names it in buttons"),
        "learner_id": (N, "the coordinator who wrote it"),
        "state": (C, "how far it is"),
        "title": (W, "for coordinators only"),
        "bodies": (W, "what a coordinator writes to families"),
        "attachment": (T, "a file at Telegram, sent by a coordinator"),
        "attachment_kind": (C, "picture, file or video"),
        "buttons": (W, "lessons and the links a coordinator gave"),
        "audience": (C, "countries, languages, roles and the words of classes"),
        "local_minute": (N, "at which time of theirs"),
        "life_minutes": (N, "how long it may arrive"),
        "approver": (N, "the second coordinator"),
        "progress_message_id": (T, "the message that counts what was sent"),
        **dict.fromkeys(
            (
                "created_at",
                "starts_at",
                "submitted_at",
                "approved_at",
                "started_at",
                "finished_at",
                "recalled_at",
                "reported_at",
            ),
            (N, "when it happened"),
        ),
    },
    "deliveries": {
        "id": (N, "names it in buttons"),
        "learner_id": (N, "to whom"),
        "broadcast_id": (N, "of which broadcast"),
        "reminder_id": (N, "of which reminder"),
        "local_day": (C, "for which day"),
        "programme": (C, "of which programme"),
        "subject": (C, "about what, by its id"),
        "state": (C, "what became of it"),
        "attempts": (N, "to give up in the end"),
        "lease": (C, "which process is at it"),
        "message_id": (T, "to take it back"),
        "reason": (C, "why it failed, in our words"),
        "on_ambiguous": (C, "drop or resend"),
        "taps": (N, "which of its buttons were pressed"),
        "left_by": (C, "that they left because of it"),
        "recall": (C, "whether it was taken back"),
        **dict.fromkeys(("due_at", "expires_at", "lease_until", "finished_at"), (N, "when it happens")),
    },
    "duties": {
        "name": (C, "which work one process does"),
        "holder": (C, "a random number of the process"),
        "held_until": (N, "until when"),
    },
    "invitations": {
        "id": (N, "names it in buttons"),
        "learner_id": (N, "who invites"),
        "mandate": (C, "to what"),
        "token_key": (D, "finds it by what the link holds"),
        "expires_at": (N, "until when"),
        "used_at": (N, "that it works once"),
    },
    "audit": {
        "id": (N, "the order of lines"),
        "at": (N, "when"),
        "actor": (N, "our own number of the coordinator"),
        "deed": (C, "what was done"),
        "subject": (C, "to what, by its number"),
        "facts": (C, "counts and codes"),
        "before": (D, "the line before"),
        "digest": (D, "so that no line is changed unseen"),
    },
    "messages": {
        "learner_id": (N, "whose chat"),
        "message_id": (T, "for quick hide, two days long"),
        "at": (N, "to forget it after two days"),
    },
    "heard": {
        "day": (C, "when"),
        "country": (C, "where"),
        "kind": (C, "what about"),
        "count": (N, "how often"),
    },
}


def holding(what: May) -> set[str]:
    """Name the columns that may hold something, as table.column."""
    return {
        f"{table}.{name}"
        for table, columns in ALLOWED.items()
        for name, (may, _) in columns.items()
        if may is what
    }
