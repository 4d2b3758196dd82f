"""All tables, by subject. Plain columns say where a dossier is on the route; whatever is about a child is sealed.

A change needs a migration, and a column that must not be changed unseen a place in ``db.journal.standing``.
"""

from db.schema.accounts import account as account
from db.schema.accounts import afwezigheid as afwezigheid
from db.schema.accounts import bestuur_school as bestuur_school
from db.schema.accounts import feed as feed
from db.schema.accounts import first_code as first_code
from db.schema.accounts import half_login as half_login
from db.schema.accounts import identity as identity
from db.schema.accounts import inloggen_via as inloggen_via
from db.schema.accounts import link as link
from db.schema.accounts import login as login
from db.schema.accounts import nevenrol as nevenrol
from db.schema.accounts import recovery_code as recovery_code
from db.schema.accounts import scholenbeheer as scholenbeheer
from db.schema.accounts import second_factor as second_factor
from db.schema.accounts import throttle as throttle
from db.schema.accounts import tijdelijk as tijdelijk
from db.schema.accounts import werkt_niet as werkt_niet
from db.schema.bespreking import agendapunt as agendapunt
from db.schema.bespreking import bespreking as bespreking
from db.schema.bespreking import deelnemer as deelnemer
from db.schema.cijfers import statistiek as statistiek
from db.schema.cijfers import verloop_fase as verloop_fase
from db.schema.cijfers import verloop_merk as verloop_merk
from db.schema.cijfers import verloop_wacht as verloop_wacht
from db.schema.dossiers import bijlage as bijlage
from db.schema.dossiers import concept as concept
from db.schema.dossiers import dossier as dossier
from db.schema.dossiers import gezien as gezien
from db.schema.dossiers import toegang as toegang
from db.schema.dossiers import vastlegging as vastlegging
from db.schema.dossiers import vernietiging as vernietiging
from db.schema.dossiers import verwant as verwant
from db.schema.journal import journal as journal
from db.schema.metadata import metadata as metadata
from db.schema.school import eigen as eigen
from db.schema.school import gedaan as gedaan
from db.schema.school import geheim as geheim
from db.schema.school import leerlingenlijst as leerlingenlijst
from db.schema.school import school as school
from db.schema.school import setting as setting
from db.schema.school import termijn as termijn
from db.schema.school import verhuizing as verhuizing
from db.schema.school import vrij as vrij
from db.schema.school import vrij_groep as vrij_groep
from db.schema.werk import alarm as alarm
from db.schema.werk import mail as mail
from db.schema.werk import verplichting as verplichting
