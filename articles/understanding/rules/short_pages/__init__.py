"""Rules for short pages whose form is clear in any language: masthead, headline, byline, date, story, list, foot."""
