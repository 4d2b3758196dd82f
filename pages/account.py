"""The page Mijn account: the password, second step, calendar address and sessions of the person signed in."""

from meldcode.rollen import Permission
from ui.account import account, feed
from ui.page import access

user = access.require(Permission.START)
account.heading(user)
account.extension(user)
account.password(user)
account.second_step(user)
feed.section(user)
account.where_signed_in(user)
