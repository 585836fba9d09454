/**
 * Small pieces of file work that more than one room needs: locks, atomic replacement, private
 * folders, names as a shell takes them.
 */
@NullMarked
package vcluster.files;

import org.jspecify.annotations.NullMarked;
