"""foursteps: Stop, Think, Decide, Act, as a conversation for families."""
