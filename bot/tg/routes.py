"""Every command and every button: the one table to look a behaviour up in."""

from bot.app import Turn
from bot.domain.action import Action, ShowMenu
from bot.domain.actions.arrival import (
    ChooseAge,
    ChooseCountry,
    ChooseLanguage,
    ChooseRole,
    SetAge,
    SetCountry,
    SetLanguage,
    SetRole,
    ShowWelcome,
    SkipStep,
    Start,
)
from bot.domain.actions.challenge import (
    AnswerChallenge,
    ChooseEntry,
    ReviseChallenge,
    ShowAdvice,
    ShowChallenge,
    StartChallenge,
)
from bot.domain.actions.help import (
    AskFault,
    AskHelpCountry,
    ReportFault,
    ShowDirectories,
    ShowHelp,
    ShowReporting,
)
from bot.domain.actions.lessons import (
    ChooseFilter,
    ContinueLesson,
    FinishLesson,
    ShowFinder,
    ShowLesson,
    ShowUnit,
    ShowUnits,
)
from bot.domain.actions.quizzes import (
    AnswerQuestion,
    ShowMissed,
    ShowQuestion,
    ShowResult,
    StartLessonQuestions,
    StartQuiz,
    StartReview,
)
from bot.domain.actions.reminders import (
    AskQuietHours,
    AskReminderDays,
    AskReminderTime,
    AskReminderZone,
    SetQuietHours,
    SetReminderDay,
    SetReminderDays,
    SetReminderTime,
    SetReminderTopic,
    SetReminderWording,
    SetReminderZone,
    ShowReminder,
    SkipReminder,
    SnoozeReminder,
    StartReminder,
    StopReminder,
)
from bot.domain.actions.settings import (
    AllowMessages,
    AskDelete,
    Delete,
    Export,
    SetDiscreet,
    ShowPrivacy,
    ShowSettings,
    StopMessages,
)
from bot.i18n import N_
from bot.screens.base import Screen
from bot.tg.callback_data import Codec
from bot.tg.handlers import arrival, challenge, lessons, menu, quizzes, reminders, settings
from bot.tg.handlers import help as helping
from bot.tg.route import Route

ROUTES: tuple[Route, ...] = (
    Route(
        code="s",
        action=Start,
        answer=arrival.start,
        command="start",
        about=N_("Start, or start again"),
        takes_argument=True,
    ),
    Route(code="m", action=ShowMenu, answer=menu.show, command="menu", about=N_("The main menu")),
    Route(
        code="al",
        action=ChooseLanguage,
        answer=arrival.choose_language,
        command="language",
        about=N_("Change the language"),
    ),
    Route(code="as", action=SetLanguage, answer=arrival.set_language),
    Route(code="ar", action=ChooseRole, answer=arrival.choose_role),
    Route(code="ao", action=SetRole, answer=arrival.set_role),
    Route(code="aa", action=ChooseAge, answer=arrival.choose_age),
    Route(code="ag", action=SetAge, answer=arrival.set_age),
    Route(
        code="ac",
        action=ChooseCountry,
        answer=arrival.choose_country,
        command="country",
        about=N_("Change the country"),
        listen=arrival.search_country,
    ),
    Route(code="an", action=SetCountry, answer=arrival.set_country),
    Route(code="ak", action=SkipStep, answer=arrival.skip),
    Route(code="aw", action=ShowWelcome, answer=arrival.welcome),
    Route(
        code="t",
        action=ShowSettings,
        answer=settings.show,
        command="settings",
        about=N_("Change your settings"),
    ),
    Route(code="td", action=SetDiscreet, answer=settings.set_discreet),
    Route(
        code="tp",
        action=ShowPrivacy,
        answer=settings.privacy,
        command="privacy",
        about=N_("What is stored, and what is not"),
    ),
    Route(
        code="te",
        action=Export,
        answer=settings.export,
        command="export",
        about=N_("See all that is stored about you"),
    ),
    Route(
        code="ta",
        action=AskDelete,
        answer=settings.ask_delete,
        command="delete",
        about=N_("Erase everything about you"),
    ),
    Route(code="tx", action=Delete, answer=settings.delete),
    Route(
        code="ts", action=StopMessages, answer=settings.stop, command="stop", about=N_("Stop all messages")
    ),
    Route(code="tm", action=AllowMessages, answer=settings.allow),
    Route(code="l", action=ShowUnits, answer=lessons.show_units, command="lesson", about=N_("Short lessons")),
    Route(code="lc", action=ContinueLesson, answer=lessons.go_on),
    Route(code="lu", action=ShowUnit, answer=lessons.show_unit),
    Route(code="ls", action=ShowLesson, answer=lessons.show),
    Route(code="ld", action=FinishLesson, answer=lessons.finish),
    Route(code="lf", action=ShowFinder, answer=lessons.find),
    Route(code="lg", action=ChooseFilter, answer=lessons.choose_filter),
    Route(
        code="q", action=StartQuiz, answer=quizzes.start, command="quiz", about=N_("See what you remember")
    ),
    Route(code="qr", action=StartReview, answer=quizzes.start_review),
    Route(code="ql", action=StartLessonQuestions, answer=quizzes.start_lesson),
    Route(code="qw", action=ShowQuestion, answer=quizzes.show),
    Route(code="qa", action=AnswerQuestion, answer=quizzes.answer),
    Route(code="qs", action=ShowResult, answer=quizzes.show_result),
    Route(code="qm", action=ShowMissed, answer=quizzes.show_missed),
    Route(
        code="r",
        action=ShowReminder,
        answer=reminders.show,
        command="remind",
        about=N_("Reminders, when you want them"),
    ),
    Route(code="rd", action=AskReminderDays, answer=reminders.ask_days),
    Route(code="rw", action=SetReminderDay, answer=reminders.set_day),
    Route(code="rp", action=SetReminderDays, answer=reminders.set_days),
    Route(code="rt", action=AskReminderTime, answer=reminders.ask_time, listen=reminders.hear_time),
    Route(code="rm", action=SetReminderTime, answer=reminders.set_time),
    Route(code="rz", action=AskReminderZone, answer=reminders.ask_zone, listen=reminders.hear_zone),
    Route(code="rc", action=SetReminderZone, answer=reminders.set_zone),
    Route(code="ra", action=SetReminderTopic, answer=reminders.set_topic),
    Route(code="ru", action=SetReminderWording, answer=reminders.set_wording),
    Route(code="rq", action=AskQuietHours, answer=reminders.ask_quiet),
    Route(code="rn", action=SetQuietHours, answer=reminders.set_quiet),
    Route(code="rs", action=SnoozeReminder, answer=reminders.snooze),
    Route(code="rk", action=SkipReminder, answer=reminders.skip),
    Route(code="rx", action=StopReminder, answer=reminders.stop, is_urgent=True),
    Route(code="ro", action=StartReminder, answer=reminders.start),
    Route(
        code="c",
        action=ChooseEntry,
        answer=challenge.choose,
        command="challenge",
        about=N_("Check a challenge or a scary message"),
    ),
    Route(code="cs", action=StartChallenge, answer=challenge.start),
    Route(code="cw", action=ShowChallenge, answer=challenge.show),
    Route(code="ca", action=AnswerChallenge, answer=challenge.answer),
    Route(code="cr", action=ReviseChallenge, answer=challenge.revise),
    Route(code="cc", action=ShowAdvice, answer=challenge.advise),
    Route(
        code="h",
        action=ShowHelp,
        answer=helping.show,
        command="helpline",
        also="help",
        about=N_("People you can talk to"),
        is_urgent=True,
    ),
    Route(code="hr", action=ShowReporting, answer=helping.show_reporting, is_urgent=True),
    Route(code="hd", action=ShowDirectories, answer=helping.show_directories, is_urgent=True),
    Route(
        code="hc",
        action=AskHelpCountry,
        answer=helping.ask_country,
        listen=helping.hear_country,
        is_urgent=True,
    ),
    Route(code="hq", action=AskFault, answer=helping.ask_fault, is_urgent=True),
    Route(code="hf", action=ReportFault, answer=helping.report_fault, is_urgent=True),
)

CODEC = Codec({route.code: route.action for route in ROUTES})
BY_ACTION = {route.action: route for route in ROUTES}
BY_COMMAND = {name: route for route in ROUTES for name in (route.command, route.also) if name}


async def answer(turn: Turn, action: Action) -> Screen:
    """Answer any action by its line of the table."""
    return await BY_ACTION[type(action)].answer(turn, action)
