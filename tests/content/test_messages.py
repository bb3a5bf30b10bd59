from bot.content.messages import content_messages
from bot.folders import shared_folder

MESSAGES = list(content_messages(shared_folder("content")))


def test_every_text_is_found_once_and_with_a_word_about_it() -> None:
    contexts = [text.context for _, _, text, _ in MESSAGES]
    assert len(contexts) == len(set(contexts))
    assert {"unit/help/title", "happening/dared/parent", "lesson/stop-first/filming/choice-1/feedback"} <= {
        *contexts
    }
    assert all(comment for _, _, text, comment in MESSAGES if text.context.startswith("lesson/"))


def test_each_message_names_the_line_it_stands_on() -> None:
    for file, line, text, _ in MESSAGES:
        written = file.read_text(encoding="utf-8").splitlines()[line - 1 :]
        assert text.source.split()[0] in " ".join(written[:2]), (file, line, text.context)
