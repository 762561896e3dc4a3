/** Style sheets are imported for their effect: the build puts them into `inspector.css`. */
declare module '*.css';
