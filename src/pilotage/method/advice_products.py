"""Well-known products that workflows run on, by the names that are no other words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pilotage.model.integrations import SystemKind

AI_PRODUCTS: Final = (
    "ChatGPT", "GPT-4", "GPT-4o", "GPT-5", "Claude", "Microsoft Copilot", "GitHub Copilot",
    "Google Gemini", "Perplexity", "Mistral", "Jasper AI", "DeepL", "Grammarly",
)  # fmt: skip
"""Models and assistants."""

PRODUCTS: Final = (
    *AI_PRODUCTS,
    "Salesforce", "HubSpot", "Pipedrive", "Zoho", "Dynamics 365", "Marketo", "Pardot",
    "Zendesk", "Freshdesk", "Intercom", "ServiceNow", "Jira", "Confluence", "Trello", "Asana",
    "ClickUp", "Airtable", "Notion", "Monday.com", "Basecamp", "Smartsheet", "Slack",
    "Microsoft Teams", "MS Teams", "WhatsApp", "Zoom", "Outlook", "Gmail", "Excel",
    "Google Sheets", "Google Docs", "Google Drive", "Google Calendar", "Google Analytics",
    "SharePoint", "OneDrive", "Dropbox", "Power BI", "Power Automate", "Tableau", "Looker",
    "Zapier", "n8n", "Mailchimp", "Typeform", "Calendly", "Shopify", "WordPress", "Contentful",
    "Magento", "WooCommerce", "SAP", "NetSuite", "QuickBooks", "Xero", "DATEV", "Personio",
    "Workday", "Figma", "Canva", "GitHub", "GitLab", "Stripe",
)  # fmt: skip
"""Products; each is looked for with its capitals."""

NO_SYSTEMS: Final = frozenset({"LinkedIn", "YouTube", "JavaScript", "PowerPoint", "MacBook"})
"""Words with a capital inside that name no system where a workflow's data lives."""

_OF_KIND: Final = {
    SystemKind.AI_TOOL: AI_PRODUCTS,
    SystemKind.CRM: ("Salesforce", "HubSpot", "Pipedrive", "Zoho", "Dynamics 365"),
    SystemKind.INBOX: ("Outlook", "Gmail"),
    SystemKind.CALENDAR: ("Google Calendar", "Calendly"),
    SystemKind.DASHBOARD: ("Power BI", "Tableau", "Looker", "Google Analytics"),
    SystemKind.SPREADSHEET: ("Google Sheets", "Excel", "Airtable", "Smartsheet"),
    SystemKind.CHAT: ("Slack", "Microsoft Teams", "MS Teams", "WhatsApp"),
}
KIND_OF_PRODUCT: Final[Mapping[str, SystemKind]] = MappingProxyType(
    {product: kind for kind, products in _OF_KIND.items() for product in products}
)
"""What kind of system a product is; one that is not here is some other."""
