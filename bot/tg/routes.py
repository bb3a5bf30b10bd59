"""Every command and every button: the one table to look a behaviour up in; `routes_desk.py` is its end."""

from bot.app import Turn
from bot.domain import actions as to
from bot.domain.action import Action
from bot.domain.actions.locks import Then
from bot.domain.consent import Ground
from bot.i18n import N_
from bot.screens.base import Screen
from bot.tg.callback_data import Codec
from bot.tg.handlers import (
    arrival,
    challenge,
    classroom,
    consent,
    friend,
    guides,
    hiding,
    lessons,
    locks,
    menu,
    pairs,
    platforms,
    quizzes,
    reminders,
    safeguarding,
    settings,
    situations,
)
from bot.tg.handlers import help as helping
from bot.tg.route import Route
from bot.tg.routes_desk import DESK

ROUTES: tuple[Route, ...] = (
    Route(
        code="s",
        action=to.Start,
        answer=arrival.start,
        command="start",
        about=N_("Start, or start again"),
        takes_argument=True,
        ground=Ground.NOTHING,
    ),
    Route(
        code="m",
        action=to.ShowMenu,
        answer=menu.show,
        command="menu",
        about=N_("The main menu"),
        ground=Ground.READING,
    ),
    Route(
        code="al",
        action=to.ChooseLanguage,
        answer=arrival.choose_language,
        command="language",
        about=N_("Change the language"),
        ground=Ground.NOTHING,
    ),
    Route(code="as", action=to.SetLanguage, answer=arrival.set_language, ground=Ground.NOTHING),
    Route(
        code="ay",
        action=to.ChooseLessonLanguage,
        answer=arrival.choose_lesson_language,
        ground=Ground.NOTHING,
    ),
    Route(code="az", action=to.SetLessonLanguage, answer=arrival.set_lesson_language, ground=Ground.NOTHING),
    Route(
        code="ar", action=to.ChooseRole, answer=arrival.choose_role, unlocked=Then.ROLE, ground=Ground.AGREED
    ),
    Route(code="ao", action=to.SetRole, answer=arrival.set_role, unlocked=Then.ROLE, ground=Ground.AGREED),
    Route(code="aa", action=to.ChooseAge, answer=arrival.choose_age, unlocked=Then.AGE, ground=Ground.AGREED),
    Route(code="ag", action=to.SetAge, answer=arrival.set_age, unlocked=Then.AGE, ground=Ground.AGREED),
    Route(
        code="ac",
        action=to.ChooseCountry,
        answer=arrival.choose_country,
        command="country",
        about=N_("Change the country"),
        listen=arrival.search_country,
        ground=Ground.AGREED,
    ),
    Route(code="an", action=to.SetCountry, answer=arrival.set_country, ground=Ground.AGREED),
    Route(code="ak", action=to.SkipStep, answer=arrival.skip, ground=Ground.NOTHING),
    Route(code="v", action=to.AskConsent, answer=consent.ask, ground=Ground.NOTHING),
    Route(code="va", action=to.Agree, answer=consent.agree, ground=Ground.NOTHING),
    Route(code="vn", action=to.NotNow, answer=consent.not_now, ground=Ground.NOTHING),
    Route(code="aw", action=to.ShowWelcome, answer=arrival.welcome),
    Route(
        code="t",
        action=to.ShowSettings,
        answer=settings.show,
        command="settings",
        about=N_("Change your settings"),
        ground=Ground.NOTHING,
    ),
    Route(code="td", action=to.SetDiscreet, answer=settings.set_discreet, unlocked=Then.SETTINGS),
    Route(
        code="tp",
        action=to.ShowPrivacy,
        answer=settings.privacy,
        command="privacy",
        about=N_("What is stored, and what is not"),
        ground=Ground.NOTHING,
    ),
    Route(
        code="te",
        action=to.Export,
        answer=settings.export,
        command="export",
        about=N_("See all that is stored about you"),
        unlocked=Then.EXPORT,
        ground=Ground.NOTHING,
    ),
    Route(
        code="ta",
        action=to.AskDelete,
        answer=settings.ask_delete,
        command="delete",
        about=N_("Erase everything about you"),
        unlocked=Then.ERASE,
        ground=Ground.NOTHING,
    ),
    Route(code="tx", action=to.Delete, answer=settings.delete, unlocked=Then.ERASE, ground=Ground.NOTHING),
    Route(
        code="ts",
        action=to.StopMessages,
        answer=settings.stop,
        command="stop",
        about=N_("Stop all messages"),
        ground=Ground.NOTHING,
    ),
    Route(code="tm", action=to.AllowMessages, answer=settings.allow),
    Route(
        code="tg",
        action=to.ShowSafeWord,
        answer=locks.show_safe_word,
        listen=locks.hear_safe_word,
        unlocked=Then.SAFE_WORD,
    ),
    Route(
        code="tv",
        action=to.RemoveSafeWord,
        answer=locks.remove_safe_word,
        unlocked=Then.SAFE_WORD,
        ground=Ground.NOTHING,
    ),
    Route(code="tk", action=to.ShowLock, answer=locks.show, listen=locks.hear_new_pin, unlocked=Then.LOCK),
    Route(code="tn", action=to.ChangePin, answer=locks.change, listen=locks.hear_new_pin, unlocked=Then.LOCK),
    Route(code="to", action=to.RemovePin, answer=locks.remove, unlocked=Then.LOCK, ground=Ground.NOTHING),
    Route(code="tc", action=to.CloseLock, answer=locks.close, ground=Ground.NOTHING),
    Route(code="tq", action=to.AskPin, answer=locks.ask, listen=locks.hear_pin, ground=Ground.NOTHING),
    Route(code="tf", action=to.ForgetPin, answer=locks.forget, ground=Ground.NOTHING),
    Route(code="ty", action=to.EraseLater, answer=locks.erase_later, ground=Ground.NOTHING),
    Route(code="tj", action=to.JoinClass, answer=settings.join_class, ground=Ground.AGREED),
    Route(code="tl", action=to.LeaveClass, answer=settings.leave_class),
    Route(
        code="l",
        action=to.ShowUnits,
        answer=lessons.show_units,
        command="lesson",
        about=N_("Short lessons"),
        ground=Ground.READING,
    ),
    Route(code="lc", action=to.ContinueLesson, answer=lessons.go_on, ground=Ground.READING),
    Route(code="lu", action=to.ShowUnit, answer=lessons.show_unit, ground=Ground.READING),
    Route(code="ls", action=to.ShowLesson, answer=lessons.show, ground=Ground.READING),
    Route(code="ld", action=to.FinishLesson, answer=lessons.finish, ground=Ground.READING),
    Route(code="lf", action=to.ShowFinder, answer=lessons.find, ground=Ground.READING),
    Route(code="lg", action=to.ChooseFilter, answer=lessons.choose_filter, ground=Ground.READING),
    Route(
        code="q",
        action=to.StartQuiz,
        answer=quizzes.start,
        command="quiz",
        about=N_("See what you remember"),
        rests=True,
    ),
    Route(code="qr", action=to.StartReview, answer=quizzes.start_review, rests=True),
    Route(code="qb", action=to.LookBack, answer=quizzes.look_back),
    Route(code="ql", action=to.StartLessonQuestions, answer=quizzes.start_lesson, rests=True),
    Route(code="qw", action=to.ShowQuestion, answer=quizzes.show),
    Route(code="qa", action=to.AnswerQuestion, answer=quizzes.answer),
    Route(code="qs", action=to.ShowResult, answer=quizzes.show_result),
    Route(code="qm", action=to.ShowMissed, answer=quizzes.show_missed),
    Route(
        code="r",
        action=to.ShowReminder,
        answer=reminders.show,
        command="remind",
        about=N_("Reminders, when you want them"),
    ),
    Route(code="rd", action=to.AskReminderDays, answer=reminders.ask_days),
    Route(code="rw", action=to.SetReminderDay, answer=reminders.set_day),
    Route(code="rp", action=to.SetReminderDays, answer=reminders.set_days),
    Route(code="rt", action=to.AskReminderTime, answer=reminders.ask_time, listen=reminders.hear_time),
    Route(code="rm", action=to.SetReminderTime, answer=reminders.set_time),
    Route(code="rz", action=to.AskReminderZone, answer=reminders.ask_zone, listen=reminders.hear_zone),
    Route(code="rc", action=to.SetReminderZone, answer=reminders.set_zone),
    Route(code="ra", action=to.SetReminderTopic, answer=reminders.set_topic),
    Route(code="ru", action=to.SetReminderWording, answer=reminders.set_wording, unlocked=Then.REMINDER),
    Route(code="rq", action=to.AskQuietHours, answer=reminders.ask_quiet),
    Route(code="rn", action=to.SetQuietHours, answer=reminders.set_quiet),
    Route(code="rs", action=to.SnoozeReminder, answer=reminders.snooze),
    Route(code="rk", action=to.SkipReminder, answer=reminders.skip),
    Route(code="rx", action=to.StopReminder, answer=reminders.stop, is_urgent=True),
    Route(code="ro", action=to.StartReminder, answer=reminders.start),
    Route(
        code="c",
        action=to.ChooseEntry,
        answer=challenge.choose,
        command="challenge",
        about=N_("Check a challenge or a scary message"),
        ground=Ground.READING,
    ),
    Route(code="cs", action=to.StartChallenge, answer=challenge.start),
    Route(code="cw", action=to.ShowChallenge, answer=challenge.show),
    Route(code="ca", action=to.AnswerChallenge, answer=challenge.answer),
    Route(code="cr", action=to.ReviseChallenge, answer=challenge.revise),
    Route(code="cc", action=to.ShowAdvice, answer=challenge.advise),
    Route(
        code="f",
        action=to.ShowWorries,
        answer=friend.show_worries,
        command="friend",
        about=N_("Help a friend"),
        is_urgent=True,
    ),
    Route(code="fw", action=to.ShowWorry, answer=friend.show, is_urgent=True),
    Route(
        code="w",
        action=to.ShowPairs,
        answer=pairs.show_pairs,
        command="together",
        about=N_("Ten short talks for two"),
        ground=Ground.READING,
    ),
    Route(code="wp", action=to.ShowPair, answer=pairs.show, ground=Ground.READING),
    Route(
        code="y",
        action=to.ShowSituations,
        answer=situations.list_all,
        command="say",
        about=N_("First sentences for parents"),
        is_urgent=True,
    ),
    Route(code="ys", action=to.ShowSituation, answer=situations.show, is_urgent=True),
    Route(code="yt", action=to.AskTomorrow, answer=situations.ask_tomorrow),
    Route(code="yo", action=to.AllowCheckIn, answer=situations.allow),
    Route(code="yc", action=to.CancelCheckIn, answer=situations.cancel),
    Route(code="ya", action=to.AnswerCheckIn, answer=situations.answer, is_urgent=True),
    Route(code="yn", action=to.PutOffCheckIn, answer=situations.put_off),
    Route(code="yx", action=to.StopCheckIns, answer=situations.stop, is_urgent=True),
    Route(
        code="g",
        action=to.ListGuides,
        answer=guides.list_guides,
        command="guide",
        about=N_("What to do now, step by step"),
        is_urgent=True,
    ),
    Route(code="gs", action=to.ShowGuide, answer=guides.show, is_urgent=True),
    Route(
        code="k",
        action=to.ShowClass,
        answer=classroom.show,
        command="class",
        about=N_("A class to read aloud, for teachers"),
        ground=Ground.READING,
    ),
    Route(code="kd", action=to.ShowIfTold, answer=classroom.show_if_told, is_urgent=True),
    Route(
        code="h",
        action=to.ShowHelp,
        answer=helping.show,
        command="helpline",
        also="help",
        about=N_("People you can talk to"),
        is_urgent=True,
    ),
    Route(code="hr", action=to.ShowReporting, answer=helping.show_reporting, is_urgent=True),
    Route(code="hd", action=to.ShowDirectories, answer=helping.show_directories, is_urgent=True),
    Route(
        code="hc",
        action=to.AskHelpCountry,
        answer=helping.ask_country,
        listen=helping.hear_country,
        is_urgent=True,
    ),
    Route(code="hw", action=to.WantHelp, answer=safeguarding.want_help, is_urgent=True),
    Route(code="hn", action=to.NotMeant, answer=safeguarding.not_meant, is_urgent=True),
    Route(code="he", action=to.EndCalm, answer=safeguarding.end_calm, is_urgent=True),
    Route(
        code="hx",
        action=to.Hide,
        answer=hiding.hide,
        command="hide",
        about=N_("Hide this chat"),
        is_urgent=True,
    ),
    Route(code="hq", action=to.AskFault, answer=helping.ask_fault, is_urgent=True),
    Route(code="hf", action=to.ReportFault, answer=helping.report_fault, is_urgent=True),
    Route(
        code="p",
        action=to.ShowPlatforms,
        answer=platforms.show_all,
        command="apps",
        about=N_("Report and lock down, app by app"),
        is_urgent=True,
    ),
    Route(code="pa", action=to.ShowPlatform, answer=platforms.show, is_urgent=True),
    Route(code="ps", action=to.ShowSection, answer=platforms.show_section, is_urgent=True),
    *DESK,
)

CODEC = Codec({route.code: route.action for route in ROUTES})
QUESTIONS = (
    to.ShowMenu,
    to.ChooseLanguage,
    to.ChooseLessonLanguage,
    to.AskConsent,
    to.ChooseRole,
    to.AskHelpCountry,
)
"""What may be waiting for an answer before anything is agreed to; nobody is known by it."""
BY_ACTION = {route.action: route for route in ROUTES}
BY_COMMAND = {name: route for route in ROUTES for name in (route.command, route.also) if name}


async def answer(turn: Turn, action: Action) -> Screen:
    """Answer any action by its line of the table, or ask for the PIN that stands before it."""
    action = guarded(turn, action)
    return await follow(turn, BY_ACTION[type(action)], action)


async def follow(turn: Turn, route: Route, action: Action) -> Screen:
    """Return the screen of an action, or the notice about privacy where that has to be answered first."""
    if not route.is_urgent and not turn.app.allows(turn.learner, route.ground):
        return await consent.ask_before(turn, action)
    return await route.answer(turn, action)


def guarded(turn: Turn, action: Action) -> Action:
    """Return the action, or the question for the PIN where that stands before it."""
    unlocked = BY_ACTION[type(action)].unlocked
    is_closed = unlocked is not None and turn.learner.lock.is_closed(turn.now)
    return to.AskPin(then=unlocked) if unlocked is not None and is_closed else action
