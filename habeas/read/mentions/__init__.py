"""Mentions of happenings: triggers with their people, places, times and speakers."""

from habeas.read.mentions.find import EventMention, Kit, build_kit, candidate_signs, find_mentions, survey

__all__ = ["EventMention", "Kit", "build_kit", "candidate_signs", "find_mentions", "survey"]
