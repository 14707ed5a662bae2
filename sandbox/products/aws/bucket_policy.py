"""Judges a bucket's policy as S3 does, where moto knows neither conditions nor principals (its iam/access_control.py says so).

Written from the IAM User Guide, "IAM JSON policy elements: Condition operators", and the Amazon S3 User Guide, "Bucket policy
examples using condition keys". Only requests for objects come here; moto asks no policy for those of a bucket.

A key or an operator that is not known here is an error: a policy that was judged by half would look kept.
"""

import datetime
import fnmatch
import ipaddress
import json
import re

from flask import request
from moto.iam.access_control import PermissionResult
from moto.iam.models import iam_backends

HEADERS = {
    "s3:x-amz-acl": "x-amz-acl",
    "s3:x-amz-server-side-encryption": "x-amz-server-side-encryption",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": "x-amz-server-side-encryption-aws-kms-key-id",
    "s3:x-amz-server-side-encryption-customer-algorithm": "x-amz-server-side-encryption-customer-algorithm",
    "s3:object-lock-mode": "x-amz-object-lock-mode",
}


def listed(value):
    return value if isinstance(value, list) else [value]


def matches(pattern, text):
    return fnmatch.fnmatchcase(text, pattern.replace("[", "[[]"))


def action_of(method, args):
    """The action of a request for an object, which moto takes from the method alone."""
    if "retention" in args and method == "PUT":
        return "s3:PutObjectRetention"
    if method == "DELETE":
        return "s3:DeleteObjectVersion" if "versionId" in args else "s3:DeleteObject"
    if method in ("GET", "HEAD"):
        return "s3:GetObjectVersion" if "versionId" in args else "s3:GetObject"
    return "s3:RestoreObject" if "restore" in args else "s3:PutObject"


def principal_of(account):
    """ARN of whoever signed; keys that IAM does not know are the root user's, whose the sandbox's own are."""
    signed = request.headers.get("Authorization", "") + request.args.get("X-Amz-Credential", "")
    found = re.search(r"(?:Credential=|^)([A-Za-z0-9]+)/", signed)
    user = found and iam_backends[account]["aws"].get_user_from_access_key_id(found[1])
    return user.arn if user else f"arn:aws:iam::{account}:root"


def wanted_lock():
    """Mode and end of the lock that a request asks for."""
    if "retention" not in request.args:
        headers = request.headers
        return headers.get("x-amz-object-lock-mode"), headers.get("x-amz-object-lock-retain-until-date")
    body = request.get_data(as_text=True)
    found = [re.search(f"<{name}>([^<]+)<", body) for name in ("Mode", "RetainUntilDate")]
    return tuple(one and one[1] for one in found)


def context(account):
    mode, until = wanted_lock()
    values = {key: request.headers.get(header) for key, header in HEADERS.items()}
    values["s3:object-lock-mode"] = mode
    values["s3:object-lock-remaining-retention-days"] = until and remaining_days(until)
    values["aws:PrincipalArn"] = principal_of(account)
    values["aws:SourceIp"] = request.remote_addr
    # What does not leave the machine needs no TLS, and stands for what has it.
    values["aws:SecureTransport"] = "true"
    values["aws:MultiFactorAuthPresent"] = None
    values["aws:SourceArn"] = None
    values["aws:SourceAccount"] = None
    # Users and the root user are who comes here, and none asks for a hold.
    values["aws:PrincipalIsAWSService"] = "false"
    values["s3:object-lock-event-hold"] = None
    return values


def remaining_days(until):
    end = datetime.datetime.fromisoformat(until.replace("Z", "+00:00"))
    return str((end - datetime.datetime.now(datetime.timezone.utc)).days)


POSITIVE = {
    "StringEquals": lambda wanted, got: wanted == got,
    "StringLike": lambda wanted, got: matches(wanted, got),
    "ArnEquals": lambda wanted, got: matches(wanted, got),
    "ArnLike": lambda wanted, got: matches(wanted, got),
    "Bool": lambda wanted, got: wanted.lower() == got.lower(),
    "NumericEquals": lambda wanted, got: float(got) == float(wanted),
    "NumericLessThan": lambda wanted, got: float(got) < float(wanted),
    "NumericGreaterThan": lambda wanted, got: float(got) > float(wanted),
    "IpAddress": lambda wanted, got: ipaddress.ip_address(got) in ipaddress.ip_network(wanted),
}
NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NotIpAddress": "IpAddress",
}


def holds(operator, wanted, got):
    if operator == "Null":
        return all((one == "true") == (got is None) for one in wanted)
    name = operator.removesuffix("IfExists")
    if name not in POSITIVE and name not in NEGATED:
        raise ValueError(f"the sandbox's S3 knows no condition operator {operator}")
    # An absent key meets a negated comparison, and one that asks "if it exists".
    if got is None:
        return name in NEGATED or operator != name
    compare = POSITIVE[NEGATED.get(name, name)]
    met = any(compare(one, got) for one in wanted)
    return met != (name in NEGATED)


def conditions_hold(conditions, values):
    for operator, keys in conditions.items():
        for key, wanted in keys.items():
            if key not in values:
                raise ValueError(f"the sandbox's S3 knows no condition key {key}")
            if not holds(operator, [str(one) for one in listed(wanted)], values[key]):
                return False
    return True


def is_of(principal, arn):
    named = listed(principal.get("AWS", [])) if isinstance(principal, dict) else [principal]
    account = arn.split(":")[4]
    return any(one in ("*", arn, account, f"arn:aws:iam::{account}:root") for one in named)


def concerns(statement, action, resource, values):
    actions, resources = listed(statement["Action"]), listed(statement.get("Resource", []))
    others = listed(statement.get("NotResource", []))
    return (
        is_of(statement["Principal"], values["aws:PrincipalArn"])
        and any(matches(one.lower(), action.lower()) for one in actions)
        and (any(matches(one, resource) for one in resources) if resources else not any(matches(one, resource) for one in others))
        and conditions_hold(statement.get("Condition", {}), values)
    )


def judge(statements, action, resource, values):
    effects = {one["Effect"] for one in statements if concerns(one, action, resource, values)}
    if "Deny" in effects:
        return PermissionResult.DENIED
    return PermissionResult.PERMITTED if "Allow" in effects else PermissionResult.NEUTRAL


def get_permission(bucket, action, resource):
    """In place of moto's `FakeBucket.get_permission`."""
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    statements = listed(json.loads(bucket.policy.decode())["Statement"])
    several = request.method == "POST" and "delete" in request.args
    told = action if several else action_of(request.method, request.args)
    return judge(statements, told, resource, context(bucket.account_id))
