// Package calllist makes the call list of a practice, hub or clinic for a period:
// which children are to be called for which immunisation, by the schedule engine
// over what transform made. It says of a child why it is not on the list.
//
// Restricted children stand on no ordinary list: their rows lie in tables of their
// own, which are read for the history of open children alone. A list of restricted
// children, and of nobody else, is made where it is asked for; it says of none where
// it lives. Nobody is
// called who has died, was stillborn, has moved away, refused, must not have the
// vaccine, or is marked as not to be contacted.
package calllist
