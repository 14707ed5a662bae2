"""Serves moto with a state that outlives the process: `serve.py PORT STATE_FILE`.

moto keeps its state in memory only. Its recorder replays requests in the order of their arrival, which
gives parallel requests other identifiers than they had, so the state itself is kept: it is written
within SAVE_SECONDS after a request that may have changed it, and once more at the end.
"""

import importlib.metadata
import os
import pickle
import signal
import sys
import threading

import bucket_policy
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from moto.backends import get_backend
from moto.core.base_backend import BackendDict
from moto.s3.exceptions import InvalidBucketState
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.utils import _VersionedKeyStore
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

SAVE_SECONDS = 0.3
SAVING = threading.Lock()
READING_METHODS = ("GET", "HEAD", "OPTIONS")
VERSION = importlib.metadata.version("moto")


def load_key(der):
    return load_der_private_key(der, None)


def load_versions(lists):
    store = _VersionedKeyStore()
    for key, versions in lists.items():
        store.setlist(key, versions)
    return store


class StatePickler(pickle.Pickler):
    """Also takes what moto's services hold beyond plain data: keys, locks, and S3's older versions."""

    def reducer_override(self, obj):
        if isinstance(obj, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)):
            der = obj.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            return load_key, (der,)
        if isinstance(obj, _VersionedKeyStore):
            return load_versions, ({key: obj.getlist(key) for key in obj},)
        if isinstance(obj, type(threading.Lock())):
            return threading.Lock, ()
        if isinstance(obj, type(threading.RLock())):
            return threading.RLock, ()
        return NotImplemented


def current_services():
    services = {}
    for accounts in list(BackendDict._instances):
        services[accounts.service_name] = {
            account: dict(regions) for account, regions in accounts.items()
        }
    return services


def load(file):
    try:
        with open(file, "rb") as source:
            version = pickle.load(source)
            if version != VERSION:
                print(f"state of moto {version} left aside: this is {VERSION}", flush=True)
                return
            services = pickle.load(source)
    except FileNotFoundError:
        return
    for service, accounts in services.items():
        for account, regions in accounts.items():
            get_backend(service)[account].update(regions)


def save(file):
    # The last save of all may come while another is under way, and both write the same draft.
    with SAVING:
        draft = f"{file}.tmp"
        with open(draft, "wb") as target:
            pickle.dump(VERSION, target)
            StatePickler(target, pickle.HIGHEST_PROTOCOL).dump(current_services())
        os.replace(draft, file)


def put_lock(self, bucket_name, lock_enabled, mode=None, days=None, years=None):
    """As S3 does it, whatever the bucket holds (User Guide, "Configuring S3 Object Lock"); moto wants it empty."""
    bucket = self.get_bucket(bucket_name)
    if not bucket.is_versioned:
        raise InvalidBucketState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration")
    bucket.object_lock_enabled = bucket.object_lock_enabled or lock_enabled
    bucket.default_lock_mode = mode
    bucket.default_lock_days = days
    bucket.default_lock_years = years


class Keeper:
    """A WSGI application around moto's that has the state saved after each request that may change it."""

    def __init__(self, application, file):
        self.application = application
        self.file = file
        self.changed = threading.Event()

    def __call__(self, environ, start_response):
        try:
            return self.application(environ, start_response)
        finally:
            if environ["REQUEST_METHOD"] not in READING_METHODS:
                self.changed.set()

    def keep(self):
        pause = threading.Event()
        while self.changed.wait():
            pause.wait(SAVE_SECONDS)
            self.changed.clear()
            try:
                save(self.file)
            except RuntimeError as error:
                # A dictionary grew while it was written; the request that did it is not over yet.
                print(f"state saved later: {error}", flush=True)
                self.changed.set()
            except Exception as error:
                print(f"state NOT saved: {error}", flush=True)


def main():
    port, file = int(sys.argv[1]), sys.argv[2]
    os.environ["MOTO_PORT"] = str(port)
    S3Backend.put_object_lock_configuration = put_lock
    FakeBucket.get_permission = bucket_policy.get_permission
    load(file)
    keeper = Keeper(DomainDispatcherApplication(create_backend_app), file)
    threading.Thread(target=keeper.keep, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        run_simple("127.0.0.1", port, keeper, threaded=True)
    finally:
        save(file)


if __name__ == "__main__":
    main()
