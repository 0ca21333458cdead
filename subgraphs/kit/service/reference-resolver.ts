/** Turns a representation into this subgraph's part of the entity. */
type ReferenceResolver<Representation, Context, Entity> = (
  representation: Representation,
  context: Context,
) => Entity | Promise<Entity>

/**
 * A reference resolver that always answers with a promise.
 *
 * `@apollo/subgraph` maps a whole batch of representations in one go: a synchronous throw for one
 * person would fail every person of the batch.
 */
export function asReferenceResolver<Representation, Context, Entity>(
  resolve: ReferenceResolver<Representation, Context, Entity>,
): (representation: Representation, context: Context) => Promise<Entity> {
  return async (representation, context) => resolve(representation, context)
}
