"""What a messenger writes of a screen."""

from markupsafe import Markup

from bot.domain.action import ShowMenu
from bot.domain.attachment import Attachment, AttachmentKind
from bot.screens.base import Button, Screen
from bot.tg.messenger import Messenger
from bot.tg.request import AiohttpRequest
from bot.tg.routes import CODEC
from bot.tg.shown import Shown

PICTURE = Attachment(kind=AttachmentKind.PICTURE, file_id="file-1")


def a_messenger(kept: int) -> Messenger:
    return Messenger(AiohttpRequest(connections=1), root="", encode=CODEC.encode, shown=Shown(), kept=kept)


def a_screen(number: int, attachment: Attachment | None = None) -> Screen:
    menu = Button(label="Menu", action=ShowMenu())
    return Screen(text=Markup("Hello {}").format(number), buttons=((menu,),), attachment=attachment)


def test_what_is_kept_is_written_as_it_would_be_anew() -> None:
    plain, keeping = a_messenger(0), a_messenger(2)
    screens = [a_screen(number, PICTURE if number % 2 else None) for number in range(5)]
    for chat_id, screen in enumerate(screens * 2):
        extra = {"allow_paid_broadcast": True} if chat_id % 3 else {}
        assert keeping.new_message(chat_id, screen, **extra) == plain.new_message(chat_id, screen, **extra)


def test_no_more_is_kept_than_was_asked_for_and_for_answers_nothing() -> None:
    plain, keeping = a_messenger(0), a_messenger(2)
    for number in range(7):
        for messenger in (plain, keeping):
            messenger.new_message(1, a_screen(number))
    assert (len(plain._written), len(keeping._written)) == (0, 1)


def test_a_screen_that_looks_alike_is_another_one() -> None:
    keeping = a_messenger(8)
    first = keeping.new_message(1, a_screen(1)).fields["text"]
    assert keeping.new_message(1, a_screen(2)).fields["text"] != first
