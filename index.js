// n8n finds the nodes and credentials through package.json; nothing is exported here.
