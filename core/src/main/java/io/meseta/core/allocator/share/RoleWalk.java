package io.meseta.core.allocator.share;

import io.meseta.core.allocator.share.Ranking.View;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Roles with active frameworks in fair order: down the tree, who has least first. */
public final class RoleWalk implements Iterator<RoleNode> {

  /** A line that is walked along, and the one to return to after it. */
  private record Path(Iterator<Ranked> line, @Nullable Path back) {}

  private @Nullable Path path;
  private @Nullable RoleNode next;

  /** Goes down from the root; of top-level roles only those in the view. */
  public RoleWalk(RoleNode root, View view) {
    path = new Path(root.branches.inOrder(view), null);
    advance();
  }

  private void advance() {
    next = null;
    for (Path here = path; here != null && next == null; here = path) {
      if (!here.line().hasNext()) {
        path = here.back();
        continue;
      }
      switch (here.line().next()) {
        case RoleLeaf leaf -> next = leaf.role();
        case RoleNode node when node.hasBranches() ->
            path = new Path(node.branches.inOrder(View.ALL), here);
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
