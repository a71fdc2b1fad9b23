package io.meseta.core.allocator.share;

import io.meseta.core.allocator.share.Ranking.View;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Roles with active frameworks in fair order: down the tree, who has least first. */
public final class RoleWalk implements Iterator<RoleNode> {

  private final Deque<Iterator<Ranked>> lines = new ArrayDeque<>(2);
  private @Nullable RoleNode next;

  /** Goes down from the root; of top-level roles only those in the view. */
  public RoleWalk(RoleNode root, View view) {
    lines.push(root.branches.inOrder(view));
    advance();
  }

  private void advance() {
    next = null;
    while (next == null && !lines.isEmpty()) {
      if (!lines.element().hasNext()) {
        lines.pop();
        continue;
      }
      switch (lines.element().next()) {
        case RoleLeaf leaf -> next = leaf.role();
        case RoleNode node when node.hasBranches() -> lines.push(node.branches.inOrder(View.ALL));
        case RoleNode node -> next = node;
        case Member client -> throw new IllegalStateException(client.name + " is not a role");
      }
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public RoleNode next() {
    RoleNode found = next;
    if (found == null) {
      throw new NoSuchElementException();
    }
    advance();
    return found;
  }
}
