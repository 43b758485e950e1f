"""The whole Mattermost edge on a fake server."""
