"""What the library holds: sources, headlines, articles and their links, and the documents they came from."""

from articles.models.articles import Article, ArticleTrait, slug_of
from articles.models.content import ContentMove, ContentVersion
from articles.models.daily_counts import DailyCount
from articles.models.documents import Document, SourceLines
from articles.models.headlines import Headline, HeadlineSignature, MatchingLock, RelatedHeadline, Unmatched, Verdict
from articles.models.identities import Identity
from articles.models.imports.mends import JoinedSource, Mend, SourceBoilerplate
from articles.models.imports.outcomes import Outcome, Preview
from articles.models.imports.runs import Import
from articles.models.imports.uploads import Upload, UploadPart
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
    "DailyCount",
    "Document",
    "Headline",
    "HeadlineSignature",
    "HeadlineWord",
    "Identity",
    "Import",
    "JoinedSource",
    "MatchingLock",
    "Mend",
    "MergedArticle",
    "Outcome",
    "Preview",
    "RelatedHeadline",
    "Revision",
    "Source",
    "SourceBoilerplate",
    "SourceLines",
    "StoryCount",
    "TaskWorker",
    "UnderstandingRevision",
    "Unmatched",
    "Upload",
    "UploadPart",
    "Verdict",
    "slug_of",
]
