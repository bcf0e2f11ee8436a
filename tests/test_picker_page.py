"""Pages of other checkpoints on one server: the picker, endpoints and figures of folders in the reference's format."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from gradio_client import Client
from playwright.sync_api import Page, expect
from reference_format import in_reference_format
from test_reference import ATOL, ATOL_DEEP, FOLDERS, GOLDEN, SHALLOW, golden, needs_golden
from visits import QUESTION, answer_of, answers_nothing_yet, ask, accessible

from benchmarks.served import served
from latentviz.ui.pages import place_of
