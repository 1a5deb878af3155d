"""What the library holds: sources, headlines, articles and their links, and the documents they came from."""

from articles.models.articles import Article, ArticleTrait, slug_of
from articles.models.content import ContentMove, ContentVersion
from articles.models.documents import Document, Import, SourceLines
from articles.models.headlines import Headline, HeadlineSignature, MatchingLock, RelatedHeadline, Unmatched, Verdict
from articles.models.identities import Identity
from articles.models.merged import MergedArticle
from articles.models.revisions import Revision, UnderstandingRevision
from articles.models.sources import Source, StoryCount
from articles.models.task_workers import TaskWorker
from articles.models.words import HeadlineWord

__all__ = [
    "Article",
    "ArticleTrait",
    "ContentMove",
    "ContentVersion",
    "Document",
    "Headline",
    "HeadlineSignature",
    "HeadlineWord",
    "Identity",
    "Import",
    "MatchingLock",
    "MergedArticle",
    "RelatedHeadline",
    "Revision",
    "Source",
    "SourceLines",
    "StoryCount",
    "TaskWorker",
    "UnderstandingRevision",
    "Unmatched",
    "Verdict",
    "slug_of",
]
