"""Django admin over the table: without the second count over all rows, its slowest habit.

Nobody signs in: whoever asks is taken for a superuser, so that no session is looked up.
"""

import os

import django
from django.conf import settings

settings.configure(
    DEBUG=False,
    LOGGING_CONFIG=None,
    SECRET_KEY="a benchmark keeps no secrets",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="with_django",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["RECEIPTS"]}},
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.messages",
        "book",
    ],
    MIDDLEWARE=["with_django.everybody", "django.contrib.messages.middleware.MessageMiddleware"],
    MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    STATIC_URL="/static/",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
)
django.setup()

from django.contrib import admin  # noqa: E402 only after the settings
from django.contrib.auth.models import User  # noqa: E402
from django.core.handlers.asgi import ASGIHandler  # noqa: E402
from django.db import models  # noqa: E402
from django.urls import path  # noqa: E402

KINDS = [(kind, kind) for kind in ("deposit", "space", "parking", "advertising")]


def everybody(answer):
    """Take whoever asks for a superuser."""
    anybody = User(id=1, username="anybody", is_staff=True, is_superuser=True)

    def answered(request):
        request.user = anybody
        return answer(request)

    return answered


class Place(models.Model):
    name = models.CharField(max_length=60)

    class Meta:
        app_label, db_table, managed = "book", "place", False

    def __str__(self):
        return self.name


class Receipt(models.Model):
    number = models.CharField(max_length=20, unique=True)
    received_on = models.DateField(db_index=True)
    payer = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=KINDS)
    purpose = models.CharField(max_length=80)
    amount_fen = models.IntegerField(db_index=True)
    place = models.ForeignKey(Place, on_delete=models.DO_NOTHING)

    class Meta:
        app_label, db_table, managed = "book", "receipt", False


@admin.register(Receipt)
class ReceiptAdmin(admin.ModelAdmin):
    """The list as theirs is declared."""

    list_display = ("number", "received_on", "payer", "kind", "purpose", "amount_fen", "place")
    list_select_related = ("place",)
    list_filter = ("kind",)
    search_fields = ("number", "payer", "purpose")
    ordering = ("-id",)
    list_per_page = 50
    show_full_result_count = False
    actions = None


urlpatterns = [path("admin/", admin.site.urls)]
app = ASGIHandler()
