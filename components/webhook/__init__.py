"""Messages to other systems on screen (消息推送)."""
