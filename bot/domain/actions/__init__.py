"""Every action, by noun; `to.ShowMenu`, with this package as `to`, is what the table of routes says."""

from bot.domain.action import ShowMenu as ShowMenu
from bot.domain.actions.approvals import *  # noqa: F403
from bot.domain.actions.arrival import *  # noqa: F403
from bot.domain.actions.broadcast import *  # noqa: F403
from bot.domain.actions.broadcast_audience import *  # noqa: F403
from bot.domain.actions.broadcast_parts import *  # noqa: F403
from bot.domain.actions.broadcast_reports import *  # noqa: F403
from bot.domain.actions.broadcast_when import *  # noqa: F403
from bot.domain.actions.challenge import *  # noqa: F403
from bot.domain.actions.classroom import *  # noqa: F403
from bot.domain.actions.consent import *  # noqa: F403
from bot.domain.actions.coordinators import *  # noqa: F403
from bot.domain.actions.friend import *  # noqa: F403
from bot.domain.actions.guides import *  # noqa: F403
from bot.domain.actions.help import *  # noqa: F403
from bot.domain.actions.hiding import *  # noqa: F403
from bot.domain.actions.lessons import *  # noqa: F403
from bot.domain.actions.locks import *  # noqa: F403
from bot.domain.actions.pairs import *  # noqa: F403
from bot.domain.actions.platforms import *  # noqa: F403
from bot.domain.actions.quizzes import *  # noqa: F403
from bot.domain.actions.reminders import *  # noqa: F403
from bot.domain.actions.safeguarding import *  # noqa: F403
from bot.domain.actions.settings import *  # noqa: F403
from bot.domain.actions.situations import *  # noqa: F403
from bot.domain.actions.stats import *  # noqa: F403
